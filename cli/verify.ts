import type { Command } from 'commander';
import { withBooks } from '../services/open-books';
import { operator } from '../services/operator';
import { verifyBooks } from '../services/verify-books';
import { progressBar } from './progress';

export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('Check every invariant of the books; exit status 1 where one does not hold.')
    .action(async () => {
      const bar = progressBar('Verifying');
      const verified = await withBooks((database) =>
        verifyBooks(database, operator(), (done, total) => bar.update(done, total)),
      );
      bar.stop();
      for (const { name, things, counted, wrong, places, head } of verified) {
        const outcome =
          wrong === 0
            ? 'holds'
            : `${wrong} wrong: ${places.join('; ')}${wrong > places.length ? '; ...' : ''}`;
        // A chain that was cut off at its end holds: who noted its last row before can tell.
        const end = head ? `; its last row is ${head.auditSeq} with hash ${head.hash}` : '';
        process.stdout.write(
          `${wrong === 0 ? 'ok  ' : 'BAD '} ${name}: ${counted} ${things}, ${outcome}${end}\n`,
        );
      }
      if (verified.some((each) => each.wrong > 0)) process.exitCode = 1;
    });
}
