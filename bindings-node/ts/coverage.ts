import { date } from "./records.js";

/** A span of time, both ends included. */
export interface Period {
  /** Its first moment. */
  readonly fromTime: Date;
  /** Its last moment. */
  readonly toTime: Date;
}

/** Which time a ledger has seen completely: every event that the service listed for it. */
export interface Coverage {
  /** What was seen completely, oldest first. */
  readonly periods: readonly Period[];
  /** What lies between the periods and was not seen completely. */
  readonly gaps: readonly Period[];
  /** Where it begins; `null` before the first complete {@link Program.sync}. */
  readonly start: Date | null;
  /** The end of the newest period; `gaps` says what may be missing before it. */
  readonly end: Date | null;
}

type PeriodRow = [fromTime: number, toTime: number];
type CoverageRow = { periods: PeriodRow[]; gaps: PeriodRow[]; start: number | null; end: number | null };

/** @internal */
export function coverage(json: string): Coverage {
  const { periods, gaps, start, end } = JSON.parse(json) as CoverageRow;
  return { periods: periods.map(period), gaps: gaps.map(period), start: date(start), end: date(end) };
}

function period([fromTime, toTime]: PeriodRow): Period {
  return { fromTime: date(fromTime), toTime: date(toTime) };
}
