using Agent.Api.Changes;
using Agent.Api.Conversations;
using Agent.Api.Deals;
using Agent.Api.Hosting;
using Agent.Api.Imports;
using Agent.Api.Insight;
using Agent.Api.Materials;
using Agent.Api.Models;
using Agent.Api.Pipelines;
using Agent.Api.Search;
using Agent.Api.SignIn;
using Agent.Api.Today;
using Agent.Infrastructure;
using Agent.Infrastructure.Persistence;
using Agent.Infrastructure.Services;
using Agent.SemanticKernel;

if (Help.IsAskedFor(args))
{
    Console.WriteLine(Help.Text);
    return 0;
}

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.ListenOnLoopbackByDefault();

builder.Services.AddAgent(Workspace.Open(builder.Configuration["data"]));
builder.Services.AddOutsideServices(builder.Configuration);
builder.Services.AddFrameworks(builder.Configuration);
builder.Services.AddSignIn();
builder.Services.AddConversations();
builder.Services.AddImports();
builder.Services.AddInsight();
builder.Services.AddPipelines();
builder.Services.AddChanges();
builder.Services.AddSearch();
builder.Services.AddWire();
builder.Services.AddWebClient();

var app = builder.Build();
app.UseProblemDetails();
app.UseWebClient();
app.UseAuthentication();
app.UseAuthorization();

app.MapHealth();
app.MapAbout();
app.MapSignIn();
app.MapPeople();
app.MapDeals();
app.MapDealFiles();
app.MapPipelines();
app.MapToday();
app.MapReports();
app.MapDealInsight();
app.MapProposals();
app.MapAudit();
app.MapSettings();
app.MapPipelineSettings();
app.MapPriceBook();
app.MapConversations();
app.MapFeedback();
app.MapSearch();
app.MapMaterials();
app.MapModels();
app.MapImports();
app.MapOpenApiDocument();
app.MapWebClient();

return await app.StartWorkspaceAndRunAsync();
