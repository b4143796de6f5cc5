// <button data-kith-picture="address of an SVG" data-kith-name="file.png" hidden>: takes a drawing out as a picture of
// twice its size, for programs that take no SVG. Without this file the SVG itself is there.
for (const button of document.querySelectorAll("[data-kith-picture]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      const image = new Image();
      image.src = button.dataset.kithPicture;
      await image.decode();
      const canvas = document.createElement("canvas");
      canvas.width = image.naturalWidth * 2;
      canvas.height = image.naturalHeight * 2;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = button.dataset.kithName;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    } finally {
      button.disabled = false;
    }
  });
}
