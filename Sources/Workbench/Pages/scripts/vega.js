// Vega as Debian has it: a file for each of its packages, in the form of AMD, which each name what they need. This
// loads them in that order; nothing is loaded twice. Expressions are interpreted, for the page may not
// make code of strings.

const folder = 'libraries/vega';
const modules = new Map();

function load(name) {
  if (!modules.has(name)) modules.set(name, start(name));
  return modules.get(name);
}

async function start(name) {
  const { needs, factory } = await definition(name);
  const exports = {};
  const values = await Promise.all(needs.map((need) => (need === 'exports' ? exports : load(need))));
  const value = factory(...values);
  return needs.includes('exports') ? exports : value;
}

// One script at a time calls define(): whose turn it is is whose definition it is.
let turn = Promise.resolve();

function definition(name) {
  turn = turn.then(() => new Promise((resolve, reject) => {
    let found = null;
    window.define = (needs, factory) => { found = { needs, factory }; };
    window.define.amd = true;
    const script = document.createElement('script');
    // The package of selections is vega-selections, its file vega-selection.
    script.src = `${folder}/${name.replace('vega-selections', 'vega-selection')}.min.js`;
    script.onload = () => (found ? resolve(found) : reject(new Error(`${script.src} defines nothing`)));
    script.onerror = () => reject(new Error('Vega is not installed: libjs-vega'));
    document.head.append(script);
  }).finally(() => { delete window.define; }));
  return turn;
}

/** The parts of Vega that the page uses. */
export const vega = (async () => {
  const [dataflow, transforms, viewTransforms, encode, parser, view, interpreter, regression, scenegraph] = await Promise.all([
    'vega-dataflow', 'vega-transforms', 'vega-view-transforms', 'vega-encode', 'vega-parser', 'vega-view', 'vega-interpreter', 'vega-regression', 'vega-scenegraph',
  ].map(load));
  Object.assign(dataflow.transforms, transforms, viewTransforms, encode, regression);
  return { parse: parser.parse, View: view.View, interpreter: interpreter.expressionInterpreter, changeset: dataflow.changeset, scenegraph };
})();
