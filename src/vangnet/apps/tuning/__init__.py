"""How does a coordinator tune the working agreements, and try them on today's caseload before they hold?

``areas`` lays the choices out as the work goes, ``forms`` takes them in, ``trial`` works today's cases out with them.
"""
