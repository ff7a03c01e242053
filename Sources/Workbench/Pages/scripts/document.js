// Elements of the document, without a line of HTML in a string: nothing that was read can become markup.

const svgTags = new Set(['svg', 'g', 'path', 'line', 'circle', 'rect', 'text', 'polyline', 'polygon', 'defs', 'title', 'marker', 'ellipse']);

/** An element with attributes, listeners (on…) and children; null and false are left out. */
export function h(tag, attributes = {}, ...children) {
  const isSVG = svgTags.has(tag) && !(tag === 'title' && attributes.html);
  const element = isSVG ? document.createElementNS('http://www.w3.org/2000/svg', tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'style') Object.assign(element.style, value);
    else if (name in element && !isSVG && (typeof value === 'boolean' || name === 'value')) element[name] = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  append(element, children);
  return element;
}

/** Children of an element, one after the other; null, undefined and false are left out, where append() of the browser writes "null". */
export function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
}

export function empty(element) {
  element.replaceChildren();
  return element;
}

/** Says something to who hears the page instead of seeing it. */
export function announce(sentence) {
  document.getElementById('announcer').textContent = sentence;
}

/** A file of the text or bytes, offered for download. */
export function download(name, content, type = 'text/plain') {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = h('a', { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** A formula such as Fe2O3 with its numbers lowered. */
export function formula(text) {
  return h('span', { class: 'formula' }, text.split(/(\d+(?:\.\d+)?)/).map((part, index) => (index % 2 ? h('sub', {}, part) : part)));
}
