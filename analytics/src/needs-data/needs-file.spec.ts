import { readNeedsFile, writeNeedsFile } from './needs-file';
import { towerHamlets2021 } from './tower-hamlets-2021';

const HEADER = 'area,name,measure,characteristic,category,value,denominator,unit,geography,table';
const RESIDENTS = 'E05009317,Bethnal Green East,residents,all,all,100,100,residents,official,TS007';
const errorsOf = (...rows: string[]) => readNeedsFile([HEADER, ...rows].join('\n')).errors;

describe('a file of needs data', () => {
  it('is read as it was written', () => {
    const { figures, errors, rows } = readNeedsFile(towerHamlets2021.csv);
    expect(errors).toEqual([]);
    expect(rows).toBe(figures.length);
    expect(writeNeedsFile(figures)).toBe(towerHamlets2021.csv);
  });

  it('may begin with a byte order mark and end its lines as spreadsheets do', () => {
    expect(readNeedsFile(`\uFEFF${HEADER}\r\n${RESIDENTS}\r\n`)).toMatchObject({ rows: 1, errors: [] });
  });

  it.each([
    ['an area that is a name', RESIDENTS.replace('E05009317', 'Weavers'), 'area'],
    ['a value that is no number', RESIDENTS.replace('100,100', 'many,100'), 'value'],
    ['a negative value', RESIDENTS.replace('100,100', '-1,100'), 'value'],
    ['half a resident', RESIDENTS.replace('100,100', '99.5,100'), 'value'],
    ['a count above its denominator', RESIDENTS.replace('100,100', '101,100'), 'value'],
    ['a count without a denominator', RESIDENTS.replace('100,100', '100,'), 'denominator'],
    [
      'a unit that is not that of the measure',
      RESIDENTS.replace(',residents,official', ',households,official'),
      'unit',
    ],
    ['a geography that nobody knows', RESIDENTS.replace('official', 'guess'), 'geography'],
  ])('is refused with %s, at its row and column', (_, row, column) => {
    expect(errorsOf(RESIDENTS.replaceAll('E05009317', 'E05009318'), row)).toContainEqual(
      expect.objectContaining({ row: 3, column }),
    );
  });

  it('is refused when a row has a cell too many or too few', () => {
    expect(errorsOf(`${RESIDENTS},more`)[0]).toMatchObject({ row: 2 });
  });

  it('is refused without one of its columns, or with one that nobody knows', () => {
    const renamed = readNeedsFile([HEADER.replace('geography', 'basis'), RESIDENTS].join('\n'));
    expect(renamed.errors.map(({ column }) => column)).toEqual(['geography', 'basis']);
  });

  it('is refused when it is empty', () => {
    expect(readNeedsFile(HEADER).errors).toHaveLength(1);
  });

  it('gives one area one name, however often it comes', () => {
    const renamed = RESIDENTS.replace('Bethnal Green East', 'Bethnal Green').replace('all,all', 'sex,Female');
    expect(errorsOf(RESIDENTS, renamed)).toContainEqual(expect.objectContaining({ row: 3, column: 'name' }));
  });

  it('never mixes two denominators in one table of an area', () => {
    const female = RESIDENTS.replace('all,all,100,100', 'sex,Female,50,101');
    const male = RESIDENTS.replace('all,all,100,100', 'sex,Male,50,100');
    expect(errorsOf(RESIDENTS, female, male)).toEqual([
      expect.objectContaining({ row: 4, column: 'denominator' }),
    ]);
  });

  it('never counts more people in its categories than the table has', () => {
    const female = RESIDENTS.replace('all,all,100,100', 'sex,Female,60,100');
    const male = RESIDENTS.replace('all,all,100,100', 'sex,Male,41,100');
    expect(errorsOf(RESIDENTS, female, male)).toEqual([expect.objectContaining({ row: 4, column: 'value' })]);
  });

  it('gives a figure once', () => {
    expect(errorsOf(RESIDENTS, RESIDENTS)).toContainEqual(
      expect.objectContaining({ row: 3, column: 'category' }),
    );
  });

  it('says how many residents each ward has', () => {
    const sex = RESIDENTS.replace('all,all,100,100', 'sex,Female,60,100');
    expect(errorsOf(sex)).toEqual([expect.objectContaining({ row: 2, column: 'measure' })]);
  });
});
