import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { areaCalled, checkDrift, type KnownArea, missingParagraphs, quotationsIn } from './drift';

const SHARED = process.env['SHARED_DIR'] ?? join(__dirname, '../../../../../shared');
const seed = (name: string): string => {
  const path = join(SHARED, 'seeds', name);
  if (!existsSync(path)) throw new Error(`The 2018 papers are not there: ${path}. Set SHARED_DIR.`);
  return readFileSync(path, 'utf8');
};

const report = { name: 'Cabinet report', text: seed('cabinet-report-2018-03-20.txt') };
const issue = { name: 'Issue details', text: seed('issue-details-2018-02-14.txt') };

/** The words that follow a paragraph of the report, so that no definition is typed here. */
const after = (marker: RegExp, until: RegExp): string => {
  const rest = report.text.slice(
    (marker.exec(report.text)?.index ?? Infinity) + (marker.exec(report.text)?.[0].length ?? 0),
  );
  const words = rest.slice(0, until.exec(rest)?.index).replace(/\s+/g, ' ').trim();
  if (words.length < 40) throw new Error(`The report does not have ${marker}.`);
  return words;
};
const drafted = (paragraph: string) =>
  after(new RegExp(`${paragraph} This priority focus area was defined as:`), /\n- 2\.\d+/);
const adapted = (title: string) =>
  after(new RegExp(`\\n${title}\\n\\s*(?:- )?Definition has been adapted[^:]*:`), /\n\n/);

let ids = 0;
const area = (title: string, definitions: string[] = [], more: Partial<KnownArea> = {}): KnownArea => ({
  ...{ id: `a${(ids += 1)}`, title, state: 'live', cameFrom: [], formerTitles: [] },
  definitions: definitions.map((text, index) => ({ edition: index + 1, text })),
  ...more,
});

/** The framework as section 2 of the appendix tells it: 17 areas, five drafts, two of them merged and one reworded. */
function framework2018(): KnownArea[] {
  const cohesion = area('Promoting social cohesion and resilience', [drafted('2.13')], { state: 'merged' });
  const identity = area('Empowerment and identity', [drafted('2.17')], { state: 'merged' });
  const longList = after(/These included:/, /- 2\.9/)
    .split(/ ?- (?:· )?/)
    .map((title) => title.replace(/\s3$/, '').trim())
    .filter((title) => title.length > 2 && !/^\d/.test(title));
  return [
    area('Reducing poverty', [drafted('2.11'), adapted('Reducing poverty')]),
    cohesion,
    identity,
    area('Empowerment and social cohesion', [adapted('Empowerment and social cohesion')], {
      cameFrom: [cohesion.id, identity.id],
    }),
    area('Prevention', [drafted('2.15')]),
    area('Co-production', [drafted('2.19')]),
    ...longList.map((title) => area(title)),
  ];
}

describe('the 2018 report against its own framework', () => {
  const areas = framework2018();
  const findings = checkDrift([report, issue], areas);
  const of = (code: string) => findings.filter((finding) => finding.code === code);
  const titleOf = (id?: string) => areas.find((one) => one.id === id)?.title;

  it('starts from the 17 areas of the long list', () => {
    expect(areas.length).toBe(6 + 17);
    expect(areas.map(({ title }) => title)).toContain('Housing');
  });

  it('finds the two definitions that para 3.22 exchanged', () => {
    expect(of('quotation-of-another-area').map(({ says, areaId }) => [says, titleOf(areaId)])).toEqual([
      ['The words quoted under Reducing Poverty are the definition of Prevention.', 'Prevention'],
      [
        'The words quoted under Preventative approaches are the definition of Reducing poverty.',
        'Reducing poverty',
      ],
    ]);
    expect(of('quotation-of-another-area').map(({ paragraph }) => paragraph)).toEqual(['3.22', '3.22']);
  });

  it('finds the wordings of 2.13 and 2.11 that 2.27 had superseded', () => {
    expect(of('quotation-superseded').map(({ areaId }) => titleOf(areaId))).toEqual([
      'Empowerment and social cohesion',
      'Reducing poverty',
    ]);
  });

  it('has nothing to say about the quotation of co-production, which is right', () => {
    expect(quotationsIn(report.text).map(({ attributedTo }) => attributedTo)).toContain('Co-production');
    expect(findings.filter(({ says }) => says.includes('Co-production'))).toEqual([]);
    expect(of('quotation-unknown')).toEqual([]);
  });

  it('finds that Housing was left out, and nothing else, with no decision recorded', () => {
    expect(of('area-dropped-without-decision').map(({ areaId }) => titleOf(areaId))).toEqual(['Housing']);
  });

  it('accepts Housing as dropped once the decision is recorded', () => {
    const decided = areas.map((one) =>
      one.title === 'Housing' ? { ...one, state: 'dropped' as const } : one,
    );
    expect(
      checkDrift([report], decided).filter(({ code }) => code === 'area-dropped-without-decision'),
    ).toEqual([]);
  });

  it('finds that there is no paragraph 3.16', () => {
    expect(of('paragraph-number-missing').map(({ paragraph }) => paragraph)).toContain('3.16');
  });

  it('finds that the two papers disagree on whether the decision is key, and the report with itself on the approval', () => {
    expect(of('facts-disagree').map(({ says }) => says)).toEqual([
      'On whether the decision is key, Cabinet report says “not key” and Issue details says “key”.',
      'On the month of the final approval of themes, Cabinet report says “June” and also “July”.',
    ]);
  });
});

describe('the drift check', () => {
  const [poverty, prevention] = [
    area('Reducing poverty', ['Everyone has the opportunity to lead a healthy and secure life.']),
    area('Prevention', ['Individuals and communities are empowered to prevent harm before it begins.']),
  ];
  const quoting = (name: string, words: string) => ({
    name: 'Paper',
    text: `3.1 Principles\n${name} – As agreed. '${words}'`,
  });

  it('is silent about a text that quotes every area rightly', () => {
    expect(
      checkDrift([quoting('Reducing poverty', poverty.definitions[0]?.text ?? '')], [poverty, prevention]),
    ).toEqual([]);
  });

  it('finds the same text swapped (the control of the silence above)', () => {
    expect(
      checkDrift([quoting('Reducing poverty', prevention.definitions[0]?.text ?? '')], [poverty, prevention]),
    ).toMatchObject([{ code: 'quotation-of-another-area', paragraph: '3.1' }]);
  });

  it('says when the words are in no definition at all', () => {
    const words = 'Nobody wrote these eight words into any framework.';
    expect(checkDrift([quoting('Prevention', words)], [poverty, prevention])).toMatchObject([
      { code: 'quotation-unknown', areaId: prevention.id },
    ]);
  });

  it('knows an area by a former title and by another form of its words', () => {
    const renamed = area('Early help', [], { formerTitles: ['Prevention'] });
    expect(areaCalled('Preventative approaches', [poverty, renamed])).toBe(renamed);
    expect(areaCalled('Coproduction', [poverty])).toBeUndefined();
  });

  it('counts paragraphs anew in each section and each appendix', () => {
    const text = '1.1 One\n1.2 Two\n2.1 One\n- 2.2 Two\n1.1 Appendix\n1.3 Three\n';
    expect(missingParagraphs({ name: 'Paper', text }).map(({ paragraph }) => paragraph)).toEqual(['1.2']);
  });
});
