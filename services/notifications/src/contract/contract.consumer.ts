import { Controller } from '@nestjs/common';
import { On, type Received } from '@commissioning/messaging';
import type { Change } from '@commissioning/service';
import {
  contractPaymentApproved,
  contractSigned,
  returnAccepted,
  returnReturned,
  returnSubmitted,
} from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';
import { tell } from '../message/message.queries';

/** What a provider is told about its contract. */
@Controller()
export class ContractConsumer {
  @On(contractSigned)
  async signed({ fact, envelope }: Received<typeof contractSigned>, change: Change<PrismaClient>) {
    const { contractId, organisationId, title, startsOn, returns, paymentProfile } = fact;
    const [firstReturn] = returns ?? [];
    const [firstPayment] = paymentProfile ?? [];
    await tell(change, envelope.id, [organisationId], 'contract-signed', {
      ...{ contractId, title, startsOn },
      ...(firstReturn && { firstReturnDueOn: firstReturn.dueOn }),
      ...(firstPayment && { firstPaymentDueOn: firstPayment.dueOn }),
    });
  }

  @On(returnSubmitted)
  async submitted({ fact, envelope }: Received<typeof returnSubmitted>, change: Change<PrismaClient>) {
    const { organisationId, returnId, periodFrom, periodTo } = fact;
    await tell(change, envelope.id, [organisationId], 'return-submitted', { returnId, periodFrom, periodTo });
  }

  @On(returnAccepted)
  async accepted({ fact, envelope }: Received<typeof returnAccepted>, change: Change<PrismaClient>) {
    const { organisationId, returnId, periodFrom, periodTo } = fact;
    await tell(change, envelope.id, [organisationId], 'return-accepted', { returnId, periodFrom, periodTo });
  }

  @On(returnReturned)
  async sentBack({ fact, envelope }: Received<typeof returnReturned>, change: Change<PrismaClient>) {
    const { organisationId, returnId, comments } = fact;
    await tell(change, envelope.id, [organisationId], 'return-returned', { returnId, comments });
  }

  @On(contractPaymentApproved)
  async paid({ fact, envelope }: Received<typeof contractPaymentApproved>, change: Change<PrismaClient>) {
    const { organisationId, contractId, amountPence } = fact;
    await tell(change, envelope.id, [organisationId], 'payment-approved', { contractId, amountPence });
  }
}
