// One computation at a time, started a moment after the last move of a control; the one before it is given up.

import { follow } from '../server.js';

const quiet = 200;
const attempts = 20;

/**
 * @param parameters tells where the controls stand when it starts.
 * @param told {start(), frame(frame), progress({value}) after 0.2 s, end(seconds), failure(error)}
 * @returns {soon(milliseconds), stop(), end()}
 */
export function computation(path, parameters, told) {
  let [timer, patience, controller] = [0, 0, null];

  function stop() {
    clearTimeout(timer);
    clearTimeout(patience);
    const running = controller;
    controller = null;
    running?.abort();
    return running !== null;
  }

  async function run() {
    const mine = new AbortController();
    controller = mine;
    const begun = performance.now();
    const isMine = () => controller === mine;
    let share;
    let isLong = false;
    patience = setTimeout(() => { if (isMine()) { isLong = true; told.progress({ value: share }); } }, quiet);
    told.start();
    try {
      await patiently(() => follow(path, parameters(), (frame) => {
        if (!isMine()) return;
        share = frame.progress ?? frame.share ?? (frame.total ? frame.examined / frame.total : undefined) ?? (frame.epochs ? frame.epoch / frame.epochs : share);
        told.frame(frame);
        if (isLong) told.progress({ value: share });
      }, mine.signal), isMine);
      if (!isMine()) return;
      clearTimeout(patience);
      controller = null;
      told.end((performance.now() - begun) / 1000);
    } catch (error) {
      if (!isMine()) return;
      clearTimeout(patience);
      controller = null;
      told.failure(error);
    }
  }

  return {
    soon(milliseconds) {
      stop();
      timer = setTimeout(run, milliseconds);
    },
    stop() { if (stop()) told.end(0); },
    end: stop,
  };
}

/** The program computes a few things at a time: what was given up a moment ago makes place soon. */
async function patiently(work, isWanted) {
  for (let attempt = 1; ; attempt += 1) {
    try { return await work(); } catch (error) {
      if (![503, 429].includes(error.status) || attempt === attempts || !isWanted()) throw error;
      await new Promise((resolve) => { setTimeout(resolve, 250); });
    }
  }
}
