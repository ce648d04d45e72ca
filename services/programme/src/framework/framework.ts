import { must } from '@commissioning/service';
import type { programmeApi } from '@commissioning/schemas';

/** What the rules of the framework look at; the wordings of an area, oldest first. */
export interface Area {
  readonly id: string;
  readonly title: string;
  readonly kind: 'outcome' | 'approach';
  readonly standing: 'listed' | 'priority';
  readonly state: 'live' | 'merged' | 'split' | 'dropped';
  readonly cameFrom: readonly string[];
  readonly formerTitles: readonly string[];
  readonly wordings: readonly string[];
}

type Change = programmeApi.FrameworkChange;
type NewArea = Extract<Change, { change: 'merge' }>['into'];

/** The framework after a change: the areas that are new or different, and the change in words. */
export interface Step {
  readonly areas: readonly Area[];
  readonly says: string;
}

/**
 * One step from a long list to priorities. Nothing disappears: what is merged, split or dropped stays, with its
 * wordings, and what came of it points back.
 */
export function takeStep(areas: readonly Area[], change: Change, newId: () => string): Step {
  switch (change.change) {
    case 'add':
      change.into.forEach((draft) => mustBeNew(areas, draft.title));
      return {
        areas: change.into.map((draft) => born(draft, newId(), [])),
        says: `Added ${titles(change.into)}`,
      };
    case 'merge':
      return merged(areas, change, newId());
    case 'split': {
      const area = live(areas, change.areaId);
      const parts = change.into.map((draft) => born(draft, newId(), [area.id]));
      return {
        areas: [{ ...area, state: 'split' }, ...parts],
        says: `Split ${area.title} into ${titles(parts)}`,
      };
    }
    case 'rename': {
      const area = live(areas, change.areaId);
      mustBeNew(areas, change.title);
      const formerTitles = [...area.formerTitles, area.title];
      return one({ ...area, title: change.title, formerTitles }, `Renamed ${area.title} to ${change.title}`);
    }
    case 'retype': {
      const area = live(areas, change.areaId);
      must(area.kind !== change.kind, 'area-is-that-already', `${area.title} is an ${change.kind} already.`);
      return one(
        { ...area, kind: change.kind },
        `${area.title} is an ${change.kind}, no longer an ${area.kind}`,
      );
    }
    case 'redefine': {
      const area = live(areas, change.areaId);
      const wordings = [...area.wordings, change.definition];
      must(
        area.wordings.at(-1) !== change.definition,
        'definition-is-the-same',
        `${area.title} has this definition already.`,
      );
      return one({ ...area, wordings }, `Gave ${area.title} its definition ${wordings.length}`);
    }
    case 'prioritise': {
      const area = live(areas, change.areaId);
      must(area.standing === 'listed', 'area-is-that-already', `${area.title} is a priority already.`);
      return one({ ...area, standing: 'priority' }, `Made ${area.title} a priority`);
    }
    case 'drop': {
      const area = live(areas, change.areaId);
      return one({ ...area, state: 'dropped' }, `Dropped ${area.title}`);
    }
  }
}

function merged(areas: readonly Area[], change: Extract<Change, { change: 'merge' }>, id: string): Step {
  const parents = [...new Set(change.areaIds)].map((areaId) => live(areas, areaId));
  must(parents.length > 1, 'merge-needs-two-areas', 'Choose at least two different areas to merge.');
  const others = areas.filter((area) => !parents.includes(area));
  mustBeNew(others, change.into.title);
  return {
    areas: [
      ...parents.map((parent): Area => ({ ...parent, state: 'merged' })),
      born(
        change.into,
        id,
        parents.map((parent) => parent.id),
      ),
    ],
    says: `Merged ${titles(parents)} into ${change.into.title}`,
  };
}

/** An edition is published whole: priorities have their definition, and something is new since the last one. */
export function mustBePublishable(
  areas: readonly Area[],
  lastEdition: readonly PublishedArea[] | undefined,
): PublishedArea[] {
  const standing = areas.filter((area) => area.state === 'live');
  const priorities = standing.filter((area) => area.standing === 'priority');
  must(
    priorities.some((area) => area.kind === 'outcome'),
    'framework-needs-an-outcome',
    'Make at least one outcome a priority before you publish.',
  );
  const undefinedArea = priorities.find((area) => area.wordings.length === 0);
  must(
    !undefinedArea,
    'area-needs-definition',
    `${undefinedArea?.title} is a priority and has no definition yet.`,
  );
  const published = standing.map(toPublished);
  must(
    JSON.stringify(published) !== JSON.stringify(lastEdition?.map(ordered)),
    'framework-has-not-changed',
    'Nothing has changed since the last edition.',
  );
  return published;
}

/** An area as it stands in an edition. */
export type PublishedArea = programmeApi.FrameworkEdition['areas'][number];

const toPublished = (area: Area): PublishedArea => {
  const definition = area.wordings.at(-1);
  return {
    areaId: area.id,
    title: area.title,
    kind: area.kind,
    standing: area.standing,
    ...(definition && { definition }),
  };
};

// The database gives the keys of JSON in an order of its own.
const ordered = ({ areaId, title, kind, standing, definition }: PublishedArea): PublishedArea => ({
  areaId,
  title,
  kind,
  standing,
  ...(definition && { definition }),
});

/** The areas from which one was made, nearest first, each once. */
export function ancestorsOf<T extends Pick<Area, 'id' | 'cameFrom'>>(areas: readonly T[], id: string): T[] {
  const byId = new Map(areas.map((area) => [area.id, area]));
  const found = new Map<string, T>();
  let next = byId.get(id)?.cameFrom ?? [];
  while (next.length > 0) {
    const generation = next
      .flatMap((parent) => byId.get(parent) ?? [])
      .filter(({ id: own }) => !found.has(own));
    generation.forEach((area) => found.set(area.id, area));
    next = generation.flatMap((area) => area.cameFrom);
  }
  return [...found.values()];
}

function live(areas: readonly Area[], id: string): Area {
  const area = areas.find((candidate) => candidate.id === id);
  must(area, 'area-not-in-framework', 'This outcome area is not part of the framework.');
  must(
    area.state === 'live',
    'area-is-history',
    `${area.title} was ${area.state} before; what became of it can be changed.`,
  );
  return area;
}

function mustBeNew(areas: readonly Area[], title: string): void {
  const twin = areas.find((area) => area.state === 'live' && same(area.title, title));
  must(!twin, 'area-title-taken', `There is an area called ${title} already.`);
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

const born = ({ title, kind, standing, definition }: NewArea, id: string, cameFrom: string[]): Area => ({
  ...{ id, title, kind, standing, state: 'live', cameFrom, formerTitles: [] },
  wordings: definition ? [definition] : [],
});

const one = (area: Area, says: string): Step => ({ areas: [area], says });

const titles = (areas: readonly { title: string }[]): string =>
  new Intl.ListFormat('en-GB').format(areas.map(({ title }) => title));
