// What is asked of the program. A refusal is an Error with the program's own sentence.

const tokenKey = 'token';
// http://HOST:PORT/#token=…: kept for this tab, and taken out of the address.
function keepToken() {
  const given = new URLSearchParams(location.hash.slice(1)).get(tokenKey);
  if (!given) return;
  sessionStorage.setItem(tokenKey, given);
  history.replaceState(null, '', `${location.pathname}#/`);
}
keepToken();
// An address that is pasted into an open tab loads nothing anew.
window.addEventListener('hashchange', keepToken);

function headers(others = {}) {
  const token = sessionStorage.getItem(tokenKey);
  return token ? { ...others, Authorization: `Bearer ${token}` } : others;
}

async function answered(response) {
  if (response.ok) return response;
  let sentence = `${response.status} ${response.statusText}`;
  try { sentence = (await response.json()).error ?? sentence; } catch { /* no JSON: the status says it */ }
  const error = new Error(sentence);
  error.status = response.status;
  throw error;
}

/** Of an address: the program reads a plus as itself, and forms write spaces as one. */
const parameters = (query) => new URLSearchParams(query).toString().replaceAll('+', '%20');

/** A list of names in one parameter: commas stand between them. */
export const nameList = (names) => names.map((name) => name.replaceAll('%', '%25').replaceAll(',', '%2C')).join(',');

/** The names of such a list. */
export const namesOf = (list) => list.split(',').map((name) => {
  try { return decodeURIComponent(name); } catch { return name; }
});

export async function get(path, query = {}, signal) {
  const text = parameters(Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== ''));
  return (await answered(await fetch(text ? `${path}?${text}` : path, { signal }))).json();
}

export async function post(path, body = {}, signal) {
  const response = await answered(await fetch(path, { method: 'POST', headers: headers({ 'Content-Type': 'application/json' }), body: JSON.stringify(body), signal }));
  return response.json();
}

export async function remove(path) { await answered(await fetch(path, { method: 'DELETE', headers: headers() })); }

/** Numbers in one block of bytes. */
export async function bytes(path, query = {}, signal) {
  const text = parameters(query);
  return (await answered(await fetch(text ? `${path}?${text}` : path, { signal }))).arrayBuffer();
}

/**
 * Follows server-sent events of a POST with parameters (of a GET where they are null) until their end.
 * @param onFrame is called with every frame.
 * @returns when the computation has come to its end; throws its failure as an Error.
 */
export async function follow(path, parameters, onFrame, signal) {
  const request = parameters === null
    ? { headers: headers(), signal }
    : { method: 'POST', headers: headers({ 'Content-Type': 'application/json' }), body: JSON.stringify(parameters), signal };
  await frames(await answered(await fetch(path, request)), onFrame);
}

/**
 * Files to an address, as multipart/form-data, whose answer is a stream of frames.
 * @returns as follow() does.
 */
export async function send(path, files, onFrame, signal) {
  const form = new FormData();
  for (const file of files) form.append('file', file, file.name);
  await frames(await answered(await fetch(path, { method: 'POST', headers: headers(), body: form, signal })), onFrame);
}

async function frames(response, onFrame) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    rest += value;
    const events = rest.split('\n\n');
    rest = events.pop();
    for (const event of events) handle(event, onFrame);
  }
}

function handle(text, onFrame) {
  const lines = text.split('\n');
  const kind = lines.find((line) => line.startsWith('event: '))?.slice(7);
  const data = lines.filter((line) => line.startsWith('data: ')).map((line) => line.slice(6)).join('\n');
  if (kind === 'failure') throw new Error(JSON.parse(data).error);
  if (kind !== 'end' && data) onFrame(JSON.parse(data));
}
