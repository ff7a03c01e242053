// An axis of the diagram, linear or logarithmic. Inside, everything is measured on its own scale: the value, or its
// decimal logarithm.

export const onScale = (value, isLogarithmic) => (isLogarithmic ? (value > 0 ? Math.log10(value) : NaN) : value);
const fromScale = (value, isLogarithmic) => (isLogarithmic ? 10 ** value : value);

/** Values on their scale, in double precision; what cannot be on it is NaN. */
export function scaled(values, isLogarithmic) {
  const result = new Float64Array(values.length);
  for (let i = 0; i < values.length; i += 1) result[i] = onScale(values[i], isLogarithmic);
  return result;
}

/** Least and greatest of what is a number, with a margin; 0 to 1 where nothing is. */
export function extent(...lists) {
  let [low, high] = [Infinity, -Infinity];
  for (const list of lists) {
    for (let i = 0; i < list.length; i += 1) {
      if (list[i] < low) low = list[i];
      if (list[i] > high) high = list[i];
    }
  }
  if (!(low <= high)) return [0, 1];
  const margin = high > low ? 0.03 * (high - low) : 0.5;
  return [low - margin, high + margin];
}

/** Where marks stand from low to high (on the scale), about so many, and which have a number. */
export function ticks([low, high], isLogarithmic, count) {
  return isLogarithmic && high - low > 0.7 ? decades(low, high, count) : linear(low, high, isLogarithmic, count);
}

function linear(low, high, isLogarithmic, count) {
  const [from, to] = [fromScale(low, isLogarithmic), fromScale(high, isLogarithmic)];
  const rough = (to - from) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough * 0.999) ?? 10 * power;
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const found = [];
  for (let k = Math.ceil(from / step - 1e-9); k * step <= to + 1e-9 * step; k += 1) found.push({ at: onScale(k * step, isLogarithmic), value: k * step + 0, digits });
  return found.filter((tick) => Number.isFinite(tick.at));
}

function decades(low, high, count) {
  const found = [];
  const factors = high - low < count / 3 ? [1, 2, 5] : [1];
  const every = Math.max(1, Math.ceil((high - low) / count));
  for (let power = Math.floor(low); power <= Math.ceil(high); power += 1) {
    if (factors.length === 1 && power % every) continue;
    for (const factor of factors) {
      const at = power + Math.log10(factor);
      if (at >= low && at <= high) found.push({ at, value: factor * 10 ** power, digits: Math.max(0, -power) });
    }
  }
  return found;
}
