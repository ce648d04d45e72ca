import { must } from '@commissioning/service';
import PDFDocument from 'pdfkit';

/** What stands on the page. */
export interface CertificateText {
  readonly reference: string;
  readonly name: string;
  readonly courseTitle: string;
  /** As people read it: 1 December 2026. */
  readonly heldOn: string;
  readonly council: string;
  /** Where anybody checks it. */
  readonly checkedAt: string;
  readonly issuedAt: Date;
}

const INK = '#0b0c0c';
const BORDER = '#12436D';
const MARGIN = 60;

/** What the fonts of every PDF reader can write: Windows-1252. */
const PLAIN = /^[\x20-\x7e\xa0-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]*$/;

/** The font of certificates: a TrueType or OpenType file of the council's, or none. */
export class CertificateFont {
  constructor(readonly file?: string) {}
}

/**
 * The certificate as a tagged PDF with title and language, which screen readers read in order. Without a font of the
 * council's it takes those of the reader, which know Western European letters only: a name in others is refused
 * rather than misspelt.
 */
export async function certificateDocument(text: CertificateText, font: CertificateFont): Promise<Buffer> {
  must(
    font.file !== undefined || PLAIN.test(text.name + text.courseTitle + text.council),
    'certificate-needs-a-font',
    'This name has letters that certificates cannot show until the council sets a font for them (CERTIFICATE_FONT).',
  );
  const document = new PDFDocument({
    ...{ size: 'A4', layout: 'landscape', margin: MARGIN, pdfVersion: '1.7' },
    ...{ lang: 'en-GB', tagged: true, displayTitle: true },
    font: font.file ?? 'Helvetica',
    info: {
      Title: `Certificate of attendance: ${text.courseTitle}`,
      Author: text.council,
      Subject: `Reference ${text.reference}`,
      CreationDate: text.issuedAt,
    },
  });
  const written = collected(document);
  border(document);
  const page = document.struct('Document');
  document.addStructure(page);
  const line = (tag: string, size: number, words: string, after: number) =>
    page.add(
      document.struct(tag, {}, () => {
        document.fontSize(size).fillColor(INK).text(words, { align: 'center' }).moveDown(after);
      }),
    );
  line('P', 16, text.council, 1.5);
  line('H1', 34, 'Certificate of attendance', 0.8);
  line('P', 14, 'This is to say that', 0.5);
  line('P', 28, text.name, 0.5);
  line('P', 14, 'attended', 0.5);
  line('P', 22, text.courseTitle, 0.4);
  line('P', 16, `on ${text.heldOn}`, 2);
  line('P', 12, `Reference ${text.reference}`, 0.3);
  line('P', 12, `Check it at ${text.checkedAt}`, 0);
  page.end();
  document.end();
  return written;
}

/** The frame is decoration: screen readers pass over it. */
function border(document: PDFKit.PDFDocument): void {
  const { width, height } = document.page;
  document.markContent('Artifact', { type: 'Layout' });
  document
    .lineWidth(3)
    .rect(30, 30, width - 60, height - 60)
    .stroke(BORDER);
  document.endMarkedContent();
}

const collected = (document: PDFKit.PDFDocument): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    document.on('data', (chunk) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
