import type { Command } from 'commander';
import { withBooks } from '../services/open-books';
import { verifyBooks } from '../services/verify-books';
import { progressBar } from './progress';

export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('Check every invariant of the books; exit status 1 where one does not hold.')
    .action(async () => {
      const bar = progressBar('Verifying');
      const verified = await withBooks((database) =>
        verifyBooks(database, (done, total) => bar.update(done, total)),
      );
      bar.stop();
      for (const { name, things, counted, wrong, places } of verified) {
        const outcome =
          wrong === 0
            ? 'holds'
            : `${wrong} wrong: ${places.join('; ')}${wrong > places.length ? '; ...' : ''}`;
        process.stdout.write(`${wrong === 0 ? 'ok  ' : 'BAD '} ${name}: ${counted} ${things}, ${outcome}\n`);
      }
      process.stdout.write('--   8. The audit chain: nothing is audited yet, there is no chain to walk\n');
      if (verified.some((each) => each.wrong > 0)) process.exitCode = 1;
    });
}
