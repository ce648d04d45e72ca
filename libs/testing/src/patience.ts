/** A busy machine is slow and not wrong: what takes this long is taken for stuck. Tests that need more say so. */
jest.setTimeout(60_000);
