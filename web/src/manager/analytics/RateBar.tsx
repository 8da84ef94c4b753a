import { usePercent } from './usePercent';

interface RateBarProps {
  rate: number | null;
  /** What it is a share of, written in front of it. */
  text: string;
  isHatched?: boolean;
}

/** A share as a bar that says its figure. */
export function RateBar({ rate, text, isHatched = false }: RateBarProps) {
  const percent = usePercent();
  return (
    <div className="m-rate">
      <span className="m-rate-name">{text}</span>
      <span className="m-rate-track" aria-hidden="true">
        <span
          className="m-rate-fill"
          {...(isHatched && { 'data-hatched': true })}
          style={{ width: `${(rate ?? 0) * 100}%` }}
        />
      </span>
      <span className="m-rate-figure">{percent(rate)}</span>
    </div>
  );
}
