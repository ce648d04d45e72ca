/** A question that every theme is asked before anybody may approve it, with where it comes from. */
export interface ChecklistQuestion {
  readonly question: string;
  readonly text: string;
  readonly source: string;
}

/** The screening checklist. "Yes" and "not known" to any of them ask for a full analysis. */
export const CHECKLIST: readonly ChecklistQuestion[] = [
  {
    question: 'adverse-effect',
    text: 'Could people who share a protected characteristic be worse off than others because of this theme?',
    source: 'Report 6.2; Equality Act 2010 s.149(1)(a)',
  },
  {
    question: 'unmet-need',
    text: 'Is there a group with a protected characteristic whose need this theme would leave unmet?',
    source: 'Report 5.5; Equality Act 2010 s.149(3)(b)',
  },
  {
    question: 'taking-part',
    text: 'Could somebody be kept from taking part, for example by place, time, language or access?',
    source: 'Equality Act 2010 s.149(3)(c) and s.149(4)',
  },
  {
    question: 'good-relations',
    text: 'Could the theme set groups against one another instead of bringing them together?',
    source: 'Report 5.5; Equality Act 2010 s.149(1)(c)',
  },
  {
    question: 'small-organisations',
    text: 'Could small organisations that represent such groups find it hard to compete for this theme?',
    source: 'Report 6.2 and 6.3',
  },
  {
    question: 'present-services',
    text: 'Will a service that such groups use today end, shrink or move because of this theme?',
    source: 'Report 6.4',
  },
];
