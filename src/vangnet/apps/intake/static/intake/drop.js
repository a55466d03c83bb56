// Shows which files were chosen or dropped; the form works without this.
for (const form of document.querySelectorAll("[data-drop]")) {
  const input = form.querySelector("input[type=file]");
  const zone = input.closest(".bring__zone");
  const chosen = form.querySelector("[data-chosen]");
  const show = () => {
    chosen.replaceChildren(
      ...[...input.files].map((file) => Object.assign(document.createElement("li"), { textContent: file.name })),
    );
  };
  input.addEventListener("change", show);
  for (const kind of ["dragenter", "dragover"]) {
    zone.addEventListener(kind, (event) => {
      event.preventDefault();
      zone.classList.add("bring__zone--over");
    });
  }
  for (const kind of ["dragleave", "drop"]) {
    zone.addEventListener(kind, () => zone.classList.remove("bring__zone--over"));
  }
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    input.files = event.dataTransfer.files;
    show();
  });
}
