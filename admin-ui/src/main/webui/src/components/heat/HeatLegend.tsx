import { useComputedColorScheme } from '@mantine/core';
import type { MetricLook } from '../../lib/heat';
import { css, ramp } from '../../lib/heatRamp';
import classes from './heat.module.css';

/** What the colours say: how often the mean of what is not empty is in a cell. */
export function HeatLegend({ metric, mean }: { metric: MetricLook; mean: number }) {
  const dark = useComputedColorScheme('light') === 'dark';
  const [ground, ...colors] = ramp(dark);
  return (
    <div className={`${classes.legend} num`} aria-hidden>
      <span className={classes.ground} style={{ background: css(ground!) }} /> none
      <span className={classes.scale}>
        <span className={classes.bar}>{colors.map((c, i) => <span key={i} style={{ background: css(c) }} />)}</span>
        <span className={classes.marks}><span>¼</span><span>mean</span><span>×4</span><span>×16</span></span>
      </span>
      {mean > 0 && <span>mean {metric.format(mean)}</span>}
    </div>
  );
}
