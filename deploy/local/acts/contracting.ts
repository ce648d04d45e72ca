import type { contractsApi } from '@commissioning/schemas';
import { type Acting, eventually } from './client';

/** The contract of an organisation from a tender, once the award has arrived. */
export const contractOf = (
  manager: Acting,
  tenderId: string,
  organisationId: string,
): Promise<contractsApi.Contract> =>
  eventually('the contract', async () => {
    const path = `/v1/contracts?tenderId=${tenderId}&organisationId=${organisationId}`;
    const { items } = await manager.get<contractsApi.ContractList>('contracts', path);
    return items[0] && manager.get<contractsApi.Contract>('contracts', `/v1/contracts/${items[0].id}`);
  });

/** A manager takes the contract on, if the caseload allows it. */
export const takeOn = (manager: Acting, contract: contractsApi.Contract): Promise<contractsApi.Contract> =>
  manager.post('contracts', `/v1/contracts/${contract.id}/assign`, {}, { version: contract.version });

/** Signs as soon as nothing stands in the way. */
export const signContract = (manager: Acting, id: string): Promise<contractsApi.Contract> =>
  eventually('the contract to be ready for signature', async () => {
    const { version } = await manager.get<contractsApi.Contract>('contracts', `/v1/contracts/${id}`);
    return manager.post<contractsApi.Contract>('contracts', `/v1/contracts/${id}/sign`, undefined, {
      version,
    });
  });

/** A provider reports and submits; resolves to the submitted return. */
export async function report(
  provider: Acting,
  returnId: string,
  content: contractsApi.SaveReturn,
): Promise<contractsApi.Return> {
  const path = `/v1/returns/${returnId}`;
  const { version } = await provider.get<contractsApi.Return>('contracts', path);
  const saved = await provider.put<contractsApi.Return>('contracts', path, content, { version });
  return provider.post('contracts', `${path}/submit`, undefined, { version: saved.version });
}

export const acceptReturn = (
  manager: Acting,
  { id, version }: contractsApi.Return,
): Promise<contractsApi.Return> =>
  manager.post('contracts', `/v1/returns/${id}/accept`, undefined, { version });

/** The manager asks for a payment and somebody else approves it. */
export async function pay(
  manager: Acting,
  approver: Acting,
  paymentId: string,
): Promise<contractsApi.Payment> {
  const path = `/v1/payments/${paymentId}`;
  const scheduled = await manager.get<contractsApi.Payment>('contracts', path);
  const requested = await manager.post<contractsApi.Payment>('contracts', `${path}/request`, undefined, {
    version: scheduled.version,
  });
  return approver.post('contracts', `${path}/approve`, undefined, { version: requested.version });
}
