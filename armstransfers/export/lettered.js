// Draws pictures in the font of the page: a picture of an SVG sees no font that is not inside it.
const drawn = Plotly.toImage;
const face = document.getElementById("lettering").textContent;
Plotly.toImage = async (figure, options) => {
  await Promise.all(["400", "700"].map((weight) => document.fonts.load(`${weight} 13px "Source Sans"`)));
  const plain = await drawn(figure, { ...options, format: "svg", scale: 1, imageDataOnly: true });
  const svg = plain.replace(/^(<svg[^>]*>)/, `$1<style>${face}</style>`);
  if (options.format === "svg") {
    return options.imageDataOnly ? svg : "data:image/svg+xml," + encodeURIComponent(svg);
  }
  const image = new Image();
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svg);
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = options.width * options.scale;
  canvas.height = options.height * options.scale;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  const made = canvas.toDataURL("image/png");
  return options.imageDataOnly ? made.slice(made.indexOf(",") + 1) : made;
};
