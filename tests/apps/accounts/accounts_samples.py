"""Which answers of the pages about people need telling to the walk of all addresses?"""

from tests.apps.walk import Sample

SAMPLES = {
    "start": Sample(answers={200, 302}),
    "login": Sample(answers={200, 302}),
}
