"""How is somebody answered who asks about the own data, and of whom no case is kept?

``asking`` takes it in, ``tracing`` finds what is kept all the same, ``answering`` says yes or no in time and hands it
over where a case turns up, ``letters`` puts it on paper.
"""
