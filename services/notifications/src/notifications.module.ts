import { join } from 'node:path';
import { type DynamicModule, Module } from '@nestjs/common';
import { PlatformModule, type ServiceEnvironment } from '@commissioning/service';
import { PrismaClient } from '../generated/prisma/client';
import { Settings } from './config';
import { ContractConsumer } from './contract/contract.consumer';
import { AddressMessages } from './delivery/address-messages';
import { DeliveryController } from './delivery/delivery.controller';
import { DeliveryService } from './delivery/delivery.service';
import { Postman } from './delivery/postman';
import { SendDeliveries, SENDER } from './delivery/send-deliveries';
import { bySmtp, MAIL_WAY, toFiles } from './mail/mail';
import { MessageController } from './message/message.controller';
import { MessageService } from './message/message.service';
import { OrganisationConsumer } from './organisation/organisation.consumer';
import { Seal } from './seal/seal';
import { TenderConsumer } from './tender/tender.consumer';

@Module({})
export class NotificationsModule {
  static for(environment: ServiceEnvironment): DynamicModule {
    const { DATA_DIR, SMTP_URL, MAIL_FROM, COUNCIL_NAME, PUBLIC_URL } = Settings.parse(environment);
    const way = () => (SMTP_URL ? bySmtp(SMTP_URL, MAIL_FROM) : toFiles(join(DATA_DIR, 'outbox'), MAIL_FROM));
    return {
      module: NotificationsModule,
      imports: [
        PlatformModule.for({
          service: 'notifications',
          environment,
          prisma: (adapter) => new PrismaClient({ adapter }),
        }),
      ],
      controllers: [
        MessageController,
        DeliveryController,
        OrganisationConsumer,
        TenderConsumer,
        ContractConsumer,
      ],
      providers: [
        { provide: Seal, useFactory: () => new Seal(DATA_DIR) },
        { provide: MAIL_WAY, useFactory: way },
        { provide: SENDER, useValue: { council: COUNCIL_NAME, publicUrl: PUBLIC_URL } },
        MessageService,
        DeliveryService,
        AddressMessages,
        SendDeliveries,
        Postman,
      ],
    };
  }
}
