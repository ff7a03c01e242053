// Files that were sent and what was said of each, kept while one looks at other pages.

import { send } from '../server.js';

/** @param path what the files are sent to. */
export function inputSession(path) {
  const session = {
    rows: [], tally: null, isRunning: false, failure: null, wasStopped: false,
    /** Is called whenever something has changed; the page that is shown sets it. */
    onChange: null,

    async start(files) {
      this.stop();
      const controller = new AbortController();
      Object.assign(this, { rows: [], tally: null, isRunning: true, failure: null, wasStopped: false, controller, count: files.length });
      this.onChange?.();
      try {
        await send(path, files, (frame) => { if (this.controller === controller) this.take(frame); }, controller.signal);
      } catch (error) {
        if (this.controller === controller && error.name !== 'AbortError') this.failure = error.message;
      }
      if (this.controller !== controller) return;
      this.isRunning = false;
      this.onChange?.();
    },

    take(frame) {
      if (frame.rows) this.rows.push(...frame.rows);
      if (frame.tally) this.tally = frame.tally;
      this.onChange?.();
    },

    stop() {
      if (!this.isRunning) return;
      this.controller.abort();
      this.wasStopped = true;
    },

    clear() {
      this.stop();
      Object.assign(this, { rows: [], tally: null, isRunning: false, failure: null, controller: null });
      this.onChange?.();
    },
  };
  return session;
}
