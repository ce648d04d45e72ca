import type { contractsApi, organisationsApi, programmeApi, tenderingApi } from '@commissioning/schemas';
import type { Acting } from '../../../deploy/local/acts/client';
import type { Approvers } from '../../../deploy/local/acts/approving';
import type { Panel } from '../../../deploy/local/acts/evaluating';
import type { JourneySystem } from './system';

/** What the steps of one cycle hand on to one another. */
export class Cycle {
  j!: JourneySystem;
  theme!: programmeApi.Theme;
  tender!: tenderingApi.Tender;
  evaluationId!: string;
  contracts: contractsApi.Contract[] = [];
  /** Services that were killed on the way. */
  readonly killed = new Set<string>();
  readonly organisations: organisationsApi.Organisation[] = [];
  readonly bids: tenderingApi.OwnBid[] = [];

  as(key: string): Acting {
    return this.j.as(key);
  }

  /** Who writes the bid of the organisation with this number. */
  writer(index: number): Acting {
    return this.as(['samira-bid-writer', 'uma-bid-writer', 'wanjiru-bid-writer'][index] as string);
  }

  get panel(): Panel {
    return {
      commissioner: this.as('anna-commissioner'),
      chair: this.as('ines-panel-chair'),
      evaluators: [this.as('farida-evaluator'), this.as('george-evaluator')],
    };
  }

  get approvers(): Approvers {
    return {
      manager: this.as('priya-programme-manager'),
      equalityOfficer: this.as('kemi-equality-officer'),
      decisionMaker: this.as('marcus-decision-maker'),
    };
  }
}

/** The status and code with which a request is refused, such as `409 tender-is-closed`. */
export async function refusal(
  who: Acting,
  method: string,
  service: string,
  path: string,
  body?: unknown,
  version?: number,
): Promise<string> {
  const answer = await who.try(method, service, path, body, { version });
  return `${answer.status} ${(answer.body as { code?: string }).code}`;
}
