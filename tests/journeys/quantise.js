// Brings a screenshot back to its most frequent colours; every other dot gets the nearest of these.
async ({shot, most}) => {
  const image = new Image();
  image.src = `data:image/png;base64,${shot}`;
  await image.decode();
  const {width, height} = image;
  const canvas = new OffscreenCanvas(width, height).getContext("2d");
  canvas.drawImage(image, 0, 0);
  const dots = canvas.getImageData(0, 0, width, height).data;
  const counted = new Map();
  const keys = new Uint32Array(width * height);
  for (let i = 0; i < keys.length; i++) {
    const key = (dots[4 * i] << 16) | (dots[4 * i + 1] << 8) | dots[4 * i + 2];
    keys[i] = key;
    counted.set(key, (counted.get(key) ?? 0) + 1);
  }
  const split = (key) => [key >> 16, (key >> 8) & 255, key & 255];
  const far = (a, b) => (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
  const colours = [];
  // Colours that hardly differ share a place, so that the rare ones (an icon, an edge) keep theirs.
  for (const [key] of [...counted].sort((a, b) => b[1] - a[1])) {
    if (colours.length === most) break;
    const colour = split(key);
    if (colours.every((other) => far(colour, other) > 60)) colours.push(colour);
  }
  const place = new Map();
  for (const key of counted.keys()) {
    const colour = split(key);
    let best = 0;
    for (let i = 1; i < colours.length; i++) if (far(colour, colours[i]) < far(colour, colours[best])) best = i;
    place.set(key, best);
  }
  let text = "";
  for (const key of keys) text += String.fromCharCode(place.get(key));
  return {width, height, colours, dots: btoa(text)};
}
