// ECharts with only the parts that the registry's charts use; the page and the server's renderer draw with the same set.
import { LineChart, ScatterChart } from 'echarts/charts';
import {
  AriaComponent, GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent, TitleComponent, TooltipComponent,
} from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

echarts.use([
  AriaComponent, GridComponent, LegendComponent, LineChart, MarkAreaComponent, MarkLineComponent, ScatterChart,
  SVGRenderer, TitleComponent, TooltipComponent,
]);

export { echarts };
