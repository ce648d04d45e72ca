import { type DynamicModule, Module } from '@nestjs/common';
import { PlatformModule, type ServiceEnvironment } from '@commissioning/service';
import { PrismaClient } from '../generated/prisma/client';
import { CaseloadController } from './caseload/caseload.controller';
import { CaseloadService } from './caseload/caseload.service';
import { Policy, Settings } from './config';
import { ContractConsumer } from './contract/contract.consumer';
import { ContractController } from './contract/contract.controller';
import { ContractService } from './contract/contract.service';
import { DecisionConsumer } from './decision/decision.consumer';
import { OrganisationConsumer } from './organisation/organisation.consumer';
import { PaymentController } from './payment/payment.controller';
import { PaymentService } from './payment/payment.service';
import { ProcurementConsumer } from './procurement/procurement.consumer';
import { ReturnController } from './return/return.controller';
import { ReturnService } from './return/return.service';

@Module({})
export class ContractsModule {
  /** `settings` are the council's own figures; left out: the defaults. */
  static for(environment: ServiceEnvironment, settings = Settings.parse({})): DynamicModule {
    return {
      module: ContractsModule,
      imports: [
        PlatformModule.for({
          service: 'contracts',
          environment,
          prisma: (adapter) => new PrismaClient({ adapter }),
        }),
      ],
      controllers: [
        ContractController,
        ContractConsumer,
        CaseloadController,
        DecisionConsumer,
        ReturnController,
        PaymentController,
        OrganisationConsumer,
        ProcurementConsumer,
      ],
      providers: [
        { provide: Policy, useValue: new Policy(settings) },
        ContractService,
        CaseloadService,
        ReturnService,
        PaymentService,
      ],
    };
  }
}
