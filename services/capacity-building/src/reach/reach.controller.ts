import { Controller, Get, Header, Query } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { Answers } from '@commissioning/service';
import { capacityBuildingApi } from '@commissioning/schemas';
import { ReachService } from './reach.service';

@Controller('v1')
@Can('training-reach:read')
export class ReachController {
  constructor(private readonly reach: ReachService) {}

  @Get('reach')
  @Answers(capacityBuildingApi.TrainingReach)
  show(
    @Query({ schema: capacityBuildingApi.TrainingReachQuery }) query: capacityBuildingApi.TrainingReachQuery,
  ) {
    return this.reach.show(query);
  }

  @Get('reach.csv')
  @Header('content-type', 'text/csv; charset=utf-8; header=present')
  @Header('content-disposition', 'attachment; filename="reach-of-training.csv"')
  @Answers(capacityBuildingApi.CsvText)
  csv(
    @Query({ schema: capacityBuildingApi.TrainingReachQuery }) query: capacityBuildingApi.TrainingReachQuery,
  ) {
    return this.reach.csv(query);
  }
}
