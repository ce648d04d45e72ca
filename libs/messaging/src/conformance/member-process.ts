import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Recipe } from './broker-home';

/** What a member in a process of its own is to do; plain data, it travels as JSON. */
export interface MemberOrders {
  readonly recipe: Recipe;
  readonly group: string;
  readonly topic: string;
  /** Never finishes its first batch: the effect has happened, the commit will not. */
  readonly stayWithFirst: boolean;
}

/** A member of a group in a process that a test can kill or freeze. */
export class MemberProcess {
  /** Values of the records whose effect has happened there. */
  readonly effects: string[] = [];
  private readonly child: ChildProcess;
  private readonly exit: Promise<void>;

  constructor(orders: MemberOrders) {
    const args = [
      '-r',
      join(__dirname, 'typescript.cjs'),
      join(__dirname, 'member-main.ts'),
      JSON.stringify(orders),
    ];
    this.child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    createInterface({ input: this.child.stdout! }).on('line', (line) => this.effects.push(line));
    this.exit = new Promise((resolve) => this.child.on('exit', () => resolve()));
  }

  /** Signal 9 ends it, SIGSTOP freezes it, SIGCONT lets it go on. */
  signal(name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
    this.child.kill(name);
  }

  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.exit;
  }
}
