/** An import that has begun. */
export interface StartedImport {
  readonly id: string;
}

/** How many records of a kind an import added, changed, found as they are, and left out. */
export interface ImportCounts {
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly skipped: number;
}

/** A row that could not be imported. */
export interface ImportProblem {
  readonly file: string;
  readonly line: number;
  readonly column: string | null;
  readonly reason: string;
}

export interface ImportReport {
  readonly accounts: ImportCounts;
  readonly deals: ImportCounts;
  readonly users: ImportCounts;
  readonly products: ImportCounts;
  readonly contacts: ImportCounts;
  readonly activities: ImportCounts;
  readonly problems: readonly ImportProblem[];
}

/** How far an import is. */
export interface ImportStatus {
  readonly id: string;
  readonly state: 'running' | 'completed' | 'failed' | 'cancelled';
  readonly dryRun: boolean;
  readonly file: string | null;
  readonly rowsDone: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
  readonly error: string | null;
  readonly report: ImportReport | null;
}
