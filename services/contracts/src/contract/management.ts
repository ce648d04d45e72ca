import type { Actor } from '@commissioning/auth';
import { Forbidden } from '@commissioning/service';

/** What only the manager who carries a contract may do: review its returns, ask for its payments. */
export function mustManage(
  contract: { readonly managerId: string | null; readonly managerName: string | null },
  actor: Pick<Actor, 'id'>,
): void {
  if (contract.managerId === actor.id) return;
  throw new Forbidden(
    'not-your-contract',
    contract.managerName
      ? `${contract.managerName} carries this contract. Ask to have it assigned to you.`
      : 'Nobody carries this contract. Ask to have it assigned to you.',
  );
}
