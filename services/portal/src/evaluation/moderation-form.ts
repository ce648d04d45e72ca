import type { evaluationApi } from '@commissioning/schemas';

/** Fields as the browser sends them; one checked box arrives as a text, several as a list. */
export type ModerationForm = Partial<Record<string, string | string[]>>;

/** The record that a form describes. A move is only recorded for somebody whose new mark was entered. */
export function discussionOf(
  form: ModerationForm,
  { bidId, criterionId, scores }: evaluationApi.ModerationItem,
): Record<string, unknown> {
  const text = (name: string) => String(form[name] ?? '').trim();
  const present = [form['present'] ?? []].flat();
  const mark = text('mark');
  return {
    bidId,
    criterionId,
    present,
    points: text('points'),
    moves: scores
      .filter(({ person }) => present.includes(person) && text(`to-${person}`) !== '')
      .map(({ person, mark: from }) => ({ person, from, to: Number(text(`to-${person}`)) })),
    ...(mark !== '' && { mark: Number(mark) }),
    reason: text('reason'),
  };
}
