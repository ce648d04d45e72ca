import { Readable } from 'node:stream';
import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { Answers } from '@commissioning/service';
import { capacityBuildingApi } from '@commissioning/schemas';
import { ExportService } from './export.service';

@Controller('v1/exports')
@Can('training:export')
export class ExportController {
  constructor(private readonly exports: ExportService) {}

  @Get('bookings.csv')
  @Answers(capacityBuildingApi.CsvText)
  bookings(@Query({ schema: capacityBuildingApi.ExportQuery }) query: capacityBuildingApi.ExportQuery) {
    return download('bookings.csv', this.exports.bookings(query));
  }

  @Get('attendance.csv')
  @Answers(capacityBuildingApi.CsvText)
  attendance(@Query({ schema: capacityBuildingApi.ExportQuery }) query: capacityBuildingApi.ExportQuery) {
    return download('attendance.csv', this.exports.attendance(query));
  }
}

const download = (name: string, pieces: AsyncIterable<string>): StreamableFile =>
  new StreamableFile(Readable.from(pieces, { objectMode: false }), {
    type: 'text/csv; charset=utf-8; header=present',
    disposition: `attachment; filename="${name}"`,
  });
