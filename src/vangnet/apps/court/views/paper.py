"""How is a paper handed to the browser?"""

from django.http import HttpResponse

from vangnet.apps.web.paper import Paper, paper_pdf


def pdf(paper: Paper, name: str) -> HttpResponse:
    """As a file of this name, to keep or to print."""
    response = HttpResponse(paper_pdf(paper), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response
