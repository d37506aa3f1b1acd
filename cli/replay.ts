import type { Command } from 'commander';
export function addReplay(program: Command): void { program.command('replay'); }
