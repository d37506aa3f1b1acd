import { Presets, SingleBar } from 'cli-progress';

/** A progress bar on standard error; none where that is no terminal, or the output is read by a program. */
export interface Progress {
  update(done: number, total: number, note?: string): void;
  stop(): void;
}

const SILENT: Progress = { update: () => {}, stop: () => {} };

export function progressBar(what: string): Progress {
  if (!process.stderr.isTTY || !process.stdout.isTTY) return SILENT;
  const bar = new SingleBar(
    {
      format: `${what} {bar} {percentage}% {note}`,
      hideCursor: true,
      clearOnComplete: true,
      stream: process.stderr,
    },
    Presets.shades_classic,
  );
  let isStarted = false;
  return {
    update(done, total, note = '') {
      if (!isStarted) bar.start(total, done, { note });
      else {
        bar.setTotal(total);
        bar.update(done, { note });
      }
      isStarted = true;
    },
    stop() {
      if (isStarted) bar.stop();
      isStarted = false;
    },
  };
}
