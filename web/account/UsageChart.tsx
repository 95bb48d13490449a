import '@mantine/charts/styles.layer.css'
import { BarChart } from '@mantine/charts'
import { date } from '#ui/format.ts'
import { useLocale } from '#ui/i18n.tsx'
import type { UsageDay } from './usage-by-day.ts'

/** Bars by day. The list under it says the same in words, so the picture is hidden from screen readers. */
export function UsageChart(props: { days: UsageDay[]; unit: 'credits' | 'quota'; label: string }) {
  const { locale } = useLocale()
  return (
    <div aria-hidden>
      <BarChart
        h={220}
        data={props.days.map(({ day, ...used }) => ({ ...used, day: date(day, locale) }))}
        dataKey="day"
        series={[{ name: props.unit, label: props.label, color: 'lamp.5' }]}
        gridAxis="x"
        tickLine="none"
        barProps={{ radius: [5, 5, 0, 0] }}
        xAxisProps={{ interval: 'preserveStartEnd', minTickGap: 48 }}
        yAxisProps={{ width: 36, allowDecimals: false }}
        barChartProps={{ accessibilityLayer: false }}
      />
    </div>
  )
}
