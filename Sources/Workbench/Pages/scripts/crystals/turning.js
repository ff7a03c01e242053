// How a crystal is turned to the eye: a matrix whose rows are right, up and towards the eye.

const length = (vector) => Math.hypot(...vector);
const unit = (vector) => vector.map((value) => value / length(vector));
const cross = (a, b) => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
export const dot = (a, b) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** Seen from the side of a, with c upwards. */
export function firstTurning() {
  const towards = unit([0.9, 0.42, 0.3]);
  const right = unit(cross([0, 0, 1], towards));
  return [right, cross(towards, right), towards];
}

/** Turned by angles about the axes that point right and up on the screen; orthogonal again after each turn. */
export function turned([right, up, towards], aboutRight, aboutUp) {
  const mix = (one, other, angle) => [
    one.map((value, axis) => value * Math.cos(angle) + other[axis] * Math.sin(angle)),
    other.map((value, axis) => value * Math.cos(angle) - one[axis] * Math.sin(angle)),
  ];
  [right, towards] = mix(right, towards, aboutUp);
  [towards, up] = mix(towards, up, aboutRight);
  towards = unit(towards);
  right = unit(cross(up, towards));
  return [right, cross(towards, right), towards];
}

/** Right, up and depth of a place. */
export const seen = (turning, place) => turning.map((row) => dot(row, place));
