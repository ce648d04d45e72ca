import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { programmeApi } from '@commissioning/schemas';
import { ancestorsOf, type Area, mustBePublishable, takeStep } from './framework';

const SEED = join(
  process.env['SHARED_DIR'] ?? join(__dirname, '../../../../../shared'),
  'seeds/cabinet-report-2018-03-20.txt',
);

/** A framework that takes one step after another, as its service does. */
class Told {
  areas: Area[] = [];
  private ids = 0;

  take(step: Record<string, unknown>): this {
    const because = { reason: 'Agreed in workshop 4', decidedBy: 'Workshop 4', source: 'App.1' };
    const change = { ...step, ...because } as programmeApi.FrameworkChange;
    const { areas } = takeStep(this.areas, change, () => `a${(this.ids += 1)}`);
    const changed = areas.map(({ id }) => id);
    this.areas = [...this.areas.filter(({ id }) => !changed.includes(id)), ...areas];
    return this;
  }

  called = (title: string): Area => {
    const found = this.areas.find((area) => area.title === title && area.state === 'live');
    if (!found) throw new Error(`No live area is called ${title}.`);
    return found;
  };
  id = (title: string) => this.called(title).id;
  live = () => this.areas.filter(({ state }) => state === 'live').map(({ title }) => title);
}

const listed = (title: string) => ({ title, kind: 'outcome', standing: 'listed' });
const priority = (title: string, definition: string) => ({
  ...{ title, kind: 'outcome', standing: 'priority', definition },
});

function longList(): string[] {
  if (!existsSync(SEED)) throw new Error(`The 2018 report is not there: ${SEED}. Set SHARED_DIR.`);
  const [, section = ''] =
    /long-list outcome areas\. These included:([\s\S]*?)- 2\.9/.exec(readFileSync(SEED, 'utf8')) ?? [];
  return section
    .split('\n')
    .flatMap((line) => /^\s*- (?:· )?(.+)$/.exec(line)?.[1] ?? /^- · (.+)$/.exec(line)?.[1] ?? []);
}

/** How the 17 areas became two outcomes and two approaches; the grouping of the drafts is this test's reading. */
function path2018(): Told {
  const told = new Told().take({ change: 'add', into: longList().map(listed) });
  const merge = (titles: string[], into: object) =>
    told.take({ change: 'merge', areaIds: titles.map(told.id), into });
  merge(['Tackling poverty', 'Employment and skills'], priority('Reducing poverty', 'Healthy and secure.'));
  merge(
    ['Community resilience and cohesion', 'Inclusion'],
    priority('Social cohesion and resilience', 'Cohesive.'),
  );
  told.take({ change: 'rename', areaId: told.id('Empowerment'), title: 'Empowerment and identity' });
  told.take({
    change: 'redefine',
    areaId: told.id('Empowerment and identity'),
    definition: 'Make a change.',
  });
  merge(
    ['Social cohesion and resilience', 'Empowerment and identity'],
    priority('Empowerment and social cohesion', 'Cohesive, active and empowered.'),
  );
  for (const [title, definition] of [
    ['Prevention agenda', 'Prevent or delay.'],
    ['Coproduction', 'Consulted and empowered.'],
  ] as const) {
    const areaId = told.id(title);
    told.take({ change: 'redefine', areaId, definition }).take({ change: 'prioritise', areaId });
    told.take({ change: 'retype', areaId, kind: 'approach' });
  }
  return told.take({ change: 'redefine', areaId: told.id('Reducing poverty'), definition: 'Better off.' });
}

describe('the way of 2018 from 17 areas to two outcomes and two approaches', () => {
  const told = path2018();

  it('begins with the 17 areas of the report', () => {
    expect(longList()).toHaveLength(17);
  });

  it('ends with two outcomes and two approaches as priorities', () => {
    const priorities = told.areas.filter(
      ({ state, standing }) => state === 'live' && standing === 'priority',
    );
    expect(priorities.map(({ title, kind }) => [kind, title]).sort()).toEqual([
      ['approach', 'Coproduction'],
      ['approach', 'Prevention agenda'],
      ['outcome', 'Empowerment and social cohesion'],
      ['outcome', 'Reducing poverty'],
    ]);
  });

  it('keeps all that was merged within reach, through two generations', () => {
    const ancestors = ancestorsOf(told.areas, told.id('Empowerment and social cohesion'));
    expect(ancestors.map(({ title }) => title).sort()).toEqual([
      'Community resilience and cohesion',
      'Empowerment and identity',
      'Inclusion',
      'Social cohesion and resilience',
    ]);
    expect(ancestors.find(({ title }) => title === 'Empowerment and identity')?.formerTitles).toEqual([
      'Empowerment',
    ]);
  });

  it('keeps the superseded wording beside the one that stands', () => {
    expect(told.called('Reducing poverty').wordings).toEqual(['Healthy and secure.', 'Better off.']);
  });

  it('does not lose Housing, which nobody decided to drop', () => {
    expect(told.live()).toContain('Housing');
    expect(
      told.take({ change: 'drop', areaId: told.id('Housing') }).areas.find(({ title }) => title === 'Housing')
        ?.state,
    ).toBe('dropped');
  });
});

describe('a step', () => {
  const two = () => new Told().take({ change: 'add', into: [listed('Waste'), listed('Housing')] });

  it('is not taken on an area that is history', () => {
    const told = two();
    const areaId = told.id('Housing');
    told.take({ change: 'drop', areaId });
    expect(() => told.take({ change: 'rename', areaId, title: 'Homes' })).toBreak('area-is-history');
  });

  it('does not merge an area with itself', () => {
    const told = two();
    const areaIds = [told.id('Waste'), told.id('Waste')];
    expect(() => told.take({ change: 'merge', areaIds, into: listed('Less waste') })).toBreak(
      'merge-needs-two-areas',
    );
  });

  it('does not give two living areas one name', () => {
    expect(() => two().take({ change: 'add', into: [listed('housing')] })).toBreak('area-title-taken');
  });

  it('may give a merged area the name of one it was made of', () => {
    const told = two();
    told.take({ change: 'merge', areaIds: [told.id('Waste'), told.id('Housing')], into: listed('Housing') });
    expect(told.live()).toEqual(['Housing']);
  });

  it('does not touch an area of another framework', () => {
    expect(() => two().take({ change: 'drop', areaId: 'elsewhere' })).toBreak('area-not-in-framework');
  });

  it('splits into parts that point back', () => {
    const told = two();
    const areaId = told.id('Waste');
    told.take({ change: 'split', areaId, into: [listed('Food waste'), listed('Re-use')] });
    expect(told.called('Re-use').cameFrom).toEqual([areaId]);
  });
});

describe('an edition', () => {
  it('is not published while a priority has no definition', () => {
    const told = new Told().take({ change: 'add', into: [{ ...listed('Poverty'), standing: 'priority' }] });
    expect(() => mustBePublishable(told.areas, undefined)).toBreak('area-needs-definition');
  });

  it('is not published with approaches alone', () => {
    const into = [{ ...priority('Prevention', 'Early.'), kind: 'approach' }];
    expect(() => mustBePublishable(new Told().take({ change: 'add', into }).areas, undefined)).toBreak(
      'framework-needs-an-outcome',
    );
  });

  it('is not published twice with the same words', () => {
    const told = new Told().take({ change: 'add', into: [priority('Poverty', 'Enough to live well.')] });
    const first = mustBePublishable(told.areas, undefined);
    expect(() => mustBePublishable(told.areas, first)).toBreak('framework-has-not-changed');
    told.take({ change: 'redefine', areaId: told.id('Poverty'), definition: 'Enough, and secure.' });
    expect(mustBePublishable(told.areas, first)).toHaveLength(1);
  });
});
