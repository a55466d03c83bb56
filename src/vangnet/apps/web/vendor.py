"""Where do the design system and the fonts come from? `make vendor` fetches and bundles them anew.

For maintainers: needs npm. Nothing of node is needed to run, test or install Vangnet. The bundle
holds only the components that our templates use, and of the example theme only their tokens.
"""

import re
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

STATIC = Path(__file__).parent / "static" / "web" / "vendor"
AXE = Path(__file__).parents[4] / "tests" / "journeys" / "vendor"

COMPONENTS = "@utrecht/component-library-css"
TOKENS = "@nl-design-system-unstable/voorbeeld-design-tokens"
FONT = "@fontsource-variable/atkinson-hyperlegible-next"
PACKAGES = {COMPONENTS: "9.0.4", TOKENS: "7.4.1", FONT: "5.3.0", "axe-core": "4.14.1"}

USED = (
    *("root", "body", "document", "skip-link", "button", "alert", "table"),
    *("form-field", "form-label", "form-field-description", "form-field-error-message"),
    *("textbox", "textarea", "select"),
)


def fetch(folder: Path) -> Path:
    """Install the packages in a folder of their own and return its node_modules."""
    (folder / "package.json").write_text('{"private": true}')
    wanted = [f"{name}@{version}" for name, version in PACKAGES.items()]
    flags = ["--legacy-peer-deps", "--no-audit", "--no-fund", "--ignore-scripts"]
    subprocess.run(["npm", "install", *flags, *wanted], cwd=folder, check=True)
    return folder / "node_modules"


def components(modules: Path) -> str:
    """The style sheets of the components in use, one after another."""
    scope = (modules / COMPONENTS).parent
    sheets = [(scope / f"{name}-css/dist/index.css").read_text() for name in USED]
    return "\n".join(f"/* {name} */\n{sheet}" for name, sheet in zip(USED, sheets, strict=True))


def tokens(theme: str) -> str:
    """Of a theme, the basis tokens and those of the components in use, on the root element."""
    wanted = "|".join(("basis-", "voorbeeld-kleuren-", *(f"utrecht-{name}-" for name in USED)))
    kept = "\n".join(line for line in theme.splitlines() if re.match(rf"\s*--({wanted})", line))
    return f"/* EUPL-1.2, NL Design System Community. A selection. */\n:root {{\n{kept}\n}}\n"


def bundle(modules: Path) -> None:
    """Write the files that Vangnet serves, each with its licence and version beside it."""
    shutil.rmtree(STATIC, ignore_errors=True)
    (STATIC / "fonts").mkdir(parents=True)
    AXE.mkdir(parents=True, exist_ok=True)
    (STATIC / "nlds.css").write_text(components(modules))
    theme = (modules / TOKENS / "dist" / "theme.css").read_text()
    (STATIC / "nlds-tokens.css").write_text(tokens(theme))
    shutil.copy(modules / COMPONENTS / "LICENSE.md", STATIC / "LICENSE.md")
    for file in (modules / FONT / "files").glob("*-latin*-wght-normal.woff2"):
        shutil.copy(file, STATIC / "fonts")
    shutil.copy(modules / FONT / "LICENSE", STATIC / "fonts" / "OFL.txt")
    shutil.copy(modules / "axe-core" / "axe.min.js", AXE)
    shutil.copy(modules / "axe-core" / "LICENSE", AXE / "axe.LICENSE")
    versions = "".join(f"{name} {version}\n" for name, version in PACKAGES.items())
    (STATIC / "VERSION").write_text(versions)
    (AXE / "VERSION").write_text(f"axe-core {PACKAGES['axe-core']}\n")


if __name__ == "__main__":
    with TemporaryDirectory() as place:
        bundle(fetch(Path(place)))
