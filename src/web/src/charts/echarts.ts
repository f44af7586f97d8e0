// ECharts with only the parts that the registry's charts use; the page and the server's renderer draw with the same set.
import { HeatmapChart, LineChart, ScatterChart } from 'echarts/charts';
import {
  AriaComponent, GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent, TitleComponent, TooltipComponent, VisualMapContinuousComponent,
} from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

echarts.use([
  AriaComponent, GridComponent, HeatmapChart, LegendComponent, LineChart, MarkAreaComponent, MarkLineComponent, ScatterChart,
  SVGRenderer, TitleComponent, TooltipComponent, VisualMapContinuousComponent,
]);

export { echarts };
