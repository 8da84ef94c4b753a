import { HEIGHT, LEFT, everyNth, yOf } from './scale';

/** Of «30 нояб.», in pixels. */
const HALF_WORD = 26;

interface AxisProps {
  width: number;
  top: number;
  textOf: (value: number) => string;
  /** Of each step from left to right. */
  steps: readonly string[];
}

/** Lines at nothing, half and all, and words under the steps. */
export function Axis({ width, top, textOf, steps }: AxisProps) {
  const step = (width - LEFT) / steps.length;
  return (
    <>
      {[0, top / 2, top].map((value) => (
        <g key={value}>
          <line x1={LEFT} x2={width} y1={yOf(value, top)} y2={yOf(value, top)} stroke="var(--line)" />
          <text x={LEFT - 6} y={yOf(value, top) + 4} textAnchor="end" fontSize="12" fill="currentColor">
            {textOf(value)}
          </text>
        </g>
      ))}
      {steps.map((text, index) => {
        if (index % everyNth(step) !== 0) return null;
        const x = LEFT + step * (index + 0.5);
        const isAtTheEdge = x + HALF_WORD > width;
        return (
          <text
            key={text}
            x={isAtTheEdge ? width : x}
            y={HEIGHT - 5}
            textAnchor={isAtTheEdge ? 'end' : 'middle'}
            fontSize="12"
            fill="currentColor"
          >
            {text}
          </text>
        );
      })}
    </>
  );
}
