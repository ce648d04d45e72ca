import { Injectable } from '@nestjs/common';
import type { Table } from 'apache-arrow';
import { FactColumns, newDictionaries } from './columns';
import { Cube } from './cube';
import { cellsOf, type Disagreement, recount } from './recount';
import { type ManifestEntry, SegmentStore } from './segment-store';

/** The facts as figures are made from them: every column, the cube over them, and which segments they come from. */
export interface FactsInMemory {
  readonly columns: FactColumns;
  readonly cube: Cube;
  readonly segments: ReadonlySet<string>;
}

/** What a recount found. */
export interface Recount {
  readonly segments: number;
  readonly facts: number;
  readonly cells: number;
  readonly agrees: boolean;
  readonly disagreements: readonly Disagreement[];
}

/** What this process has in memory; it follows the manifest, which other processes may write too. */
@Injectable()
export class FactStore {
  private memory = empty();
  private reading: Promise<FactsInMemory> | undefined;

  constructor(private readonly segments: SegmentStore) {}

  /** All facts that were committed before the call. */
  async current(): Promise<FactsInMemory> {
    // One that began before the call may have read the manifest too early for the caller: wait, then look again.
    await this.reading?.catch(() => undefined);
    this.reading ??= this.catchUp().finally(() => (this.reading = undefined));
    return this.reading;
  }

  /** Counts every committed fact again, from the files, and compares with the cube. */
  async recount(): Promise<Recount> {
    const { cube, segments } = await this.current();
    const cells = cellsOf(cube);
    const manifest = (await this.segments.manifest()).filter(({ id }) => segments.has(id));
    const tables: Table[] = [];
    for (const entry of manifest) tables.push(await this.segments.read(entry));
    const { facts, disagreements } = recount(tables, cells);
    return {
      segments: manifest.length,
      facts,
      cells: cells.size,
      agrees: disagreements.length === 0,
      disagreements,
    };
  }

  private async catchUp(): Promise<FactsInMemory> {
    const manifest = await this.segments.manifest();
    const named = new Set(manifest.map(({ id }) => id));
    const covered = new Set(manifest.flatMap(({ replaces }) => replaces));
    const { segments } = this.memory;
    const strange = [...segments].some((id) => !named.has(id) && !covered.has(id));
    const halfKnown = manifest.some(
      ({ id, replaces }) =>
        !segments.has(id) &&
        replaces.some((one) => segments.has(one)) &&
        !replaces.every((one) => segments.has(one)),
    );
    if (strange || halfKnown) this.memory = empty();
    try {
      for (const entry of manifest) await this.take(entry);
    } catch (error) {
      // Half a segment may be in the cube: the next question begins from the files again.
      this.memory = empty();
      throw error;
    }
    for (const id of this.memory.segments) if (!named.has(id)) this.memory.segments.delete(id);
    return this.memory;
  }

  private async take(entry: ManifestEntry): Promise<void> {
    const { columns, cube, segments } = this.memory;
    if (segments.has(entry.id)) return;
    const isKnown = entry.replaces.length > 0 && entry.replaces.every((one) => segments.has(one));
    if (!isKnown) cube.add(columns, columns.append(await this.segments.read(entry)));
    segments.add(entry.id);
  }
}

function empty(): FactsInMemory & { segments: Set<string> } {
  const dictionaries = newDictionaries();
  return { columns: new FactColumns(dictionaries), cube: new Cube(dictionaries), segments: new Set() };
}
