import { must } from '@commissioning/service';
import type { programmeApi } from '@commissioning/schemas';

const A_REASON = 20;

/** "We will not" is an answer only together with because; a referral says to whom. */
export function mustBeAnAnswer({
  response,
  answer,
}: Pick<programmeApi.NewAnswer, 'response' | 'answer'>): void {
  must(
    response !== 'will-not' || answer.trim().length >= A_REASON,
    'will-not-needs-because',
    'Say why it will not be done, in words that those who asked for it understand.',
  );
  must(
    response !== 'referred' || answer.trim().length >= A_REASON,
    'referred-needs-to-whom',
    'Say to whom it was passed on and what they are asked to do.',
  );
}

/** What the public page needs of a contribution. */
export interface SaidAndAnswered {
  readonly id: string;
  readonly text: string;
  readonly areas: readonly { readonly areaId: string; readonly title: string }[];
  /** The answer that stands. */
  readonly answer?: {
    readonly response: programmeApi.Answer['response'];
    readonly answer: string;
    readonly links: programmeApi.Answer['links'];
    readonly answeredOn: string;
  };
}

/** A workshop with everything that was said in it. */
export interface Gathering {
  readonly workshopId: string;
  readonly title: string;
  readonly heldOn: string;
  readonly audience: string;
  readonly attendance: number;
  readonly contributions: readonly SaidAndAnswered[];
}

/** "You said, we did", workshop by workshop; what nobody has answered is part of it. */
export function youSaidWeDid(gatherings: readonly Gathering[]): programmeApi.YouSaidWeDid {
  const workshops = gatherings.map(({ contributions, ...workshop }) => ({
    ...workshop,
    answered: contributions.flatMap(({ answer, ...said }) =>
      answer ? [{ ...toSaid(said), ...answer }] : [],
    ),
    unanswered: contributions.filter(({ answer }) => !answer).map(toSaid),
  }));
  const count = (of: 'answered' | 'unanswered') => workshops.reduce((sum, one) => sum + one[of].length, 0);
  const [answered, unanswered] = [count('answered'), count('unanswered')];
  return { totals: { said: answered + unanswered, answered, unanswered }, workshops };
}

const toSaid = ({ id, text, areas }: Omit<SaidAndAnswered, 'answer'>) => ({
  contributionId: id,
  said: text,
  areas: [...areas],
});
