import type { programmeApi } from '@commissioning/schemas';
import { type Acting, eventually } from './client';

/** Who takes a theme from idea to approval. */
export interface Approvers {
  readonly manager: Acting;
  readonly equalityOfficer: Acting;
  readonly decisionMaker: Acting;
}

/** Proposes a theme and waits until its screening is open; resolves to the theme and the screening's id. */
export async function propose(
  by: Approvers,
  theme: programmeApi.NewTheme,
): Promise<{ theme: programmeApi.Theme; screeningId: string }> {
  const proposed = await by.manager.post<programmeApi.Theme>('programme', '/v1/themes', theme);
  const screening = await eventually('the screening to open', async () => {
    const { items } = await by.equalityOfficer.get(
      'equality-analysis',
      `/v1/screenings?themeId=${proposed.id}`,
    );
    return items[0] as { id: string } | undefined;
  });
  return { theme: proposed, screeningId: screening.id };
}

/** Answers the whole checklist and asks for a full analysis, as the report of 2018 foresaw (6.1). */
export async function screen(officer: Acting, screeningId: string, evidence: string): Promise<void> {
  const path = `/v1/screenings/${screeningId}`;
  const open = await officer.get('equality-analysis', path);
  const answers = open.questions.map(({ question }: { question: string }, index: number) => ({
    ...{ question, answer: index === 0 ? 'yes' : 'no', evidence },
  }));
  const answered = await officer.put(
    'equality-analysis',
    `${path}/answers`,
    { answers },
    { version: open.version },
  );
  const ending = {
    outcome: 'full-analysis',
    reason: 'Small organisations may find it hard to compete; a full analysis follows.',
  };
  await officer.post('equality-analysis', `${path}/complete`, ending, { version: answered.version });
}

/** Decides and approves; resolves when the theme is approved. */
export async function approve(
  by: Approvers,
  themeId: string,
  words: Pick<programmeApi.NewDecision, 'dueRegard' | 'reasons'>,
): Promise<programmeApi.Theme> {
  const screened = await eventually('the screening to reach the programme', async () => {
    const theme = await by.manager.get<programmeApi.Theme>('programme', `/v1/themes/${themeId}`);
    return theme.screening && theme;
  });
  const decision = await by.decisionMaker.post<programmeApi.Decision>('programme', '/v1/decisions', {
    ...{ subject: 'theme', subjectId: themeId, outcome: 'approved', key: false, ...words },
  });
  return by.manager.post(
    'programme',
    `/v1/themes/${themeId}/approve`,
    { decisionId: decision.id },
    { version: screened.version },
  );
}
