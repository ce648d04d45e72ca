import { tableProjection } from '@commissioning/messaging';
import { OrganisationConsumer } from './organisation.consumer';

/** Who is on the register, who acts for whom and who has bid, as something that can be made again from the log while it is being read. */
export const registerProjection = tableProjection({
  ...{ service: 'capacity-building', name: 'register' },
  consumer: new OrganisationConsumer(),
  tables: ['organisation', 'member', 'bidder'],
});
