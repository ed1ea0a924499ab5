"""What Kibana 8.19 accepts, as strictly as can be said without it: nothing is there that it does not know.

Attributes after the schemas of its own source by which an import is checked (dashboards and searches of model version
2, index-pattern); Lens after exported 8.x dashboards of elastic/integrations and the types in the source.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, Json


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Reference(_Shape):
    type: Literal["index-pattern", "search"]
    id: str
    name: str


class Query(_Shape):
    language: Literal["kuery"]
    query: str


class DataViewAttributes(_Shape):
    title: str
    name: str
    timeFieldName: str
    allowHidden: bool
    fieldAttrs: Json[dict[str, dict[Literal["customLabel"], str]]]
    fieldFormatMap: Json[dict[str, "FieldFormat"]]
    fields: Json[list[Any]]
    runtimeFieldMap: Json[dict[str, Any]]
    sourceFilters: Json[list[Any]]
    typeMeta: Json[dict[str, Any]]


class LinkParams(_Shape):
    type: Literal["a"]
    openLinkInCurrentTab: bool


class PatternParams(_Shape):
    pattern: str


class LookupEntry(_Shape):
    key: str
    value: str


class LookupParams(_Shape):
    lookupEntries: list[LookupEntry]


class FieldFormat(_Shape):
    id: Literal["url", "number", "percent", "static_lookup"]
    params: LinkParams | PatternParams | LookupParams


class SearchSource(_Shape):
    query: Query
    filter: list[Any]


class IndexedSearchSource(SearchSource):
    indexRefName: str
    highlightAll: bool
    version: bool


class SearchMeta(_Shape):
    searchSourceJSON: Json[IndexedSearchSource]


class DashboardMeta(_Shape):
    searchSourceJSON: Json[SearchSource]


class TimeRange(_Shape):
    from_: str = Field(alias="from")
    to: str


class SearchAttributes(_Shape):
    title: str
    description: str
    columns: list[str]
    sort: list[Annotated[list[str], Field(min_length=2, max_length=2)]]
    grid: dict[str, Any]
    hideChart: bool
    isTextBasedQuery: Literal[False]
    usesAdHocDataView: Literal[False]
    kibanaSavedObjectMeta: SearchMeta
    timeRestore: bool
    timeRange: TimeRange


class GridData(_Shape):
    x: int = Field(ge=0)
    y: int = Field(ge=0)
    w: int = Field(ge=1, le=48)
    h: int = Field(ge=1)
    i: str


class EmptyParams(_Shape):
    pass


class CountParams(_Shape):
    emptyAsNull: bool


class PercentileParams(_Shape):
    percentile: int = Field(gt=0, lt=100)


class _Column(_Shape):
    label: str = Field(min_length=1)
    customLabel: Literal[True]
    sourceField: str


class MetricColumn(_Column):
    dataType: Literal["number", "date"]
    isBucketed: Literal[False]
    operationType: Literal["count", "unique_count", "sum", "min", "median", "percentile"]
    scale: Literal["ratio"]
    params: CountParams | PercentileParams | EmptyParams
    reducedTimeRange: str = "1M"


class OrderBy(_Shape):
    type: Literal["column"]
    columnId: str


class TermsFormat(_Shape):
    id: Literal["terms"]


class TermsParams(_Shape):
    size: int = Field(ge=1, le=1000)
    orderBy: OrderBy
    orderDirection: Literal["desc"]
    otherBucket: bool
    missingBucket: bool
    parentFormat: TermsFormat
    include: list[str]
    exclude: list[str]
    includeIsRegex: bool
    excludeIsRegex: bool


class TermsColumn(_Column):
    dataType: Literal["string"]
    isBucketed: Literal[True]
    operationType: Literal["terms"]
    scale: Literal["ordinal"]
    params: TermsParams


class DateParams(_Shape):
    interval: Literal["1d", "1w"]
    includeEmptyRows: bool
    dropPartials: bool


class DateColumn(_Column):
    dataType: Literal["date"]
    isBucketed: Literal[True]
    operationType: Literal["date_histogram"]
    scale: Literal["interval"]
    params: DateParams


class Layer(_Shape):
    columns: dict[str, MetricColumn | TermsColumn | DateColumn]
    columnOrder: list[str]
    incompleteColumns: dict[str, Any] = Field(max_length=0)


class FormBased(_Shape):
    layers: dict[str, Layer]


class Datasources(_Shape):
    formBased: FormBased


class AxisTitles(_Shape):
    x: bool
    yLeft: bool
    yRight: bool


class Legend(_Shape):
    isVisible: bool
    position: Literal["right"]


Series = Literal["bar_stacked", "bar_percentage_stacked", "bar_horizontal", "bar_horizontal_stacked", "line"]


class XyLayer(_Shape):
    layerId: str
    layerType: Literal["data"]
    seriesType: Series
    xAccessor: str
    accessors: list[str] = Field(min_length=1)
    splitAccessor: str = ""
    position: Literal["top"]
    showGridlines: bool


class Xy(_Shape):
    layers: list[XyLayer] = Field(min_length=1, max_length=1)
    axisTitlesVisibilitySettings: AxisTitles
    fittingFunction: Literal["None", "Linear"]
    legend: Legend
    preferredSeriesType: Series
    valueLabels: Literal["hide"]


class TableColumn(_Shape):
    columnId: str
    isMetric: bool
    isTransposed: bool


class Paging(_Shape):
    enabled: bool
    size: Literal[10, 20, 30, 50, 100]


class DataTable(_Shape):
    columns: list[TableColumn]
    layerId: str
    layerType: Literal["data"]
    paging: Paging


class OneNumber(_Shape):
    layerId: str
    layerType: Literal["data"]
    metricAccessor: str


class LensState(_Shape):
    adHocDataViews: dict[str, Any] = Field(max_length=0)
    internalReferences: list[Any] = Field(max_length=0)
    filters: list[Any] = Field(max_length=0)
    datasourceStates: Datasources
    query: Query
    visualization: Xy | DataTable | OneNumber


class Lens(_Shape):
    title: str
    type: Literal["lens"]
    visualizationType: Literal["lnsXY", "lnsDatatable", "lnsMetric"]
    references: list[Reference]
    state: LensState


class LensConfig(_Shape):
    attributes: Lens
    description: str
    enhancements: dict[str, Any]
    hidePanelTitles: bool
    timeRange: TimeRange | None = None


class SearchConfig(_Shape):
    enhancements: dict[str, Any]
    hidePanelTitles: bool


class LensPanel(_Shape):
    type: Literal["lens"]
    title: str
    panelIndex: str
    gridData: GridData
    embeddableConfig: LensConfig


class SearchPanel(_Shape):
    type: Literal["search"]
    title: str
    panelIndex: str
    panelRefName: str
    gridData: GridData
    embeddableConfig: SearchConfig


class Options(_Shape):
    hidePanelTitles: bool
    syncColors: bool
    syncCursor: bool
    syncTooltips: bool
    useMargins: bool


class DashboardAttributes(_Shape):
    title: str
    description: str
    kibanaSavedObjectMeta: DashboardMeta
    optionsJSON: Json[Options]
    panelsJSON: Json[list[Annotated[LensPanel | SearchPanel, Field(discriminator="type")]]]
    timeRestore: Literal[True]
    timeFrom: str
    timeTo: Literal["now"]


class _Object(_Shape):
    id: str = Field(pattern=r"^[a-z0-9_-]+$")
    coreMigrationVersion: Literal["8.8.0"]
    managed: Literal[False]
    references: list[Reference]


class DataView(_Object):
    type: Literal["index-pattern"]
    typeMigrationVersion: Literal["8.0.0"]
    attributes: DataViewAttributes


class Search(_Object):
    type: Literal["search"]
    typeMigrationVersion: Literal["10.2.0"]
    attributes: SearchAttributes


class Dashboard(_Object):
    type: Literal["dashboard"]
    typeMigrationVersion: Literal["10.2.0"]
    attributes: DashboardAttributes


class Line(BaseModel):
    """One line of the file."""

    line: Annotated[DataView | Search | Dashboard, Field(discriminator="type")]
