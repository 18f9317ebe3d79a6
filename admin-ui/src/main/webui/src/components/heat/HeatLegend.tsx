import { useComputedColorScheme } from '@mantine/core';
import { t } from '../../i18n';
import type { MetricLook } from '../../lib/heat';
import { css, ramp } from '../../lib/heatRamp';
import classes from './heat.module.css';

/** What the colours say: how often the mean of what is not empty is in a cell. */
export function HeatLegend({ metric, mean }: { metric: MetricLook; mean: number }) {
  const dark = useComputedColorScheme('light') === 'dark';
  const [ground, ...colors] = ramp(dark);
  return (
    <div className={`${classes.legend} num`} aria-hidden>
      <span className={classes.ground} style={{ background: css(ground!) }} /> {t('heat.legendNone')}
      <span className={classes.scale}>
        <span className={classes.bar}>{colors.map((c, i) => <span key={i} style={{ background: css(c) }} />)}</span>
        <span className={classes.marks}><span>¼</span><span>{t('heat.legendMean')}</span><span>×4</span><span>×16</span></span>
      </span>
      {mean > 0 && <span>{t('heat.meanOf', { mean: metric.format(mean) })}</span>}
    </div>
  );
}
