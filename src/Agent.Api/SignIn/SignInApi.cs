using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Agent.Api.Hosting;
using Agent.Core.Agents;
using Agent.Core.Agents.Offline;
using Agent.Core.Deals;
using Agent.Infrastructure.Models.Chat;
using Agent.Infrastructure.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Agent.Api.SignIn;

/// <summary>What this server is.</summary>
/// <param name="Version">Version of the program.</param>
/// <param name="Runtime">Which agent loop runs.</param>
/// <param name="Model">Which model answers.</param>
/// <param name="NeedsAdmin">True while the admin has yet to say who they are.</param>
internal sealed record About(string Version, string Runtime, string Model, bool NeedsAdmin);

/// <summary>The signed-in user.</summary>
internal sealed record Me(UserId Id, string Name, string? Email, UserRole Role, string? Team, bool HasPassword);

/// <summary>Sign-in by password.</summary>
internal sealed record PasswordSignIn([property: Required, MaxLength(SignInApi.MaxEmailLength)] string Email, [property: Required, MaxLength(SignInApi.MaxPasswordLength)] string Password);

/// <summary>Sign-in by a one-time link; the first admin of an empty workspace says who they are.</summary>
internal sealed record LinkSignIn([property: Required, MaxLength(SignInApi.MaxTokenLength)] string Token, string? Name, string? Email, string? Password);

/// <summary>A new password; the current one is needed when there is one.</summary>
internal sealed record NewPassword(string? CurrentPassword, [property: Required] string Password);

/// <summary>Sign-in, sign-out and the signed-in user.</summary>
internal static class SignInApi
{
    public const int MaxEmailLength = 320;
    public const int MaxPasswordLength = 200;
    public const int MaxTokenLength = 200;
    private const int MinPasswordLength = 10;

    public static void AddSignIn(this IServiceCollection services)
    {
        services.AddScoped<SignInLinks>();
        services.AddScoped<Accounts>();
        services.AddDataProtection().SetApplicationName("agent");
        services.AddOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>()
            .Configure<Workspace, ILoggerFactory>((options, workspace, log) =>
                options.XmlRepository = new Microsoft.AspNetCore.DataProtection.Repositories.FileSystemXmlRepository(Directory.CreateDirectory(workspace.KeysFolder), log));
        services.AddIdentityCore<Login>(options =>
        {
            // Length is what makes a password strong; rules about characters make it forgotten.
            options.Password = new() { RequiredLength = MinPasswordLength, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false };
            options.Lockout.MaxFailedAccessAttempts = 8;
            // The name is the email address, which may hold more than the letters that names usually may.
            options.User.AllowedUserNameCharacters = "";
        }).AddEntityFrameworkStores<WorkspaceDbContext>().AddSignInManager();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(cookies => cookies.ApplicationCookie!.Configure(cookie =>
        {
            cookie.Cookie.Name = "agent";
            cookie.Cookie.SameSite = SameSiteMode.Strict;
            cookie.ExpireTimeSpan = TimeSpan.FromDays(14);
            cookie.Events.OnRedirectToLogin = context => Status(context.Response, StatusCodes.Status401Unauthorized);
            cookie.Events.OnRedirectToAccessDenied = context => Status(context.Response, StatusCodes.Status403Forbidden);
        }));
        services.AddAuthorization();

        static Task Status(HttpResponse response, int status)
        {
            response.StatusCode = status;
            return Task.CompletedTask;
        }
    }

    public static void MapAbout(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/about", GetAbout).AllowAnonymous().WithName("GetAbout").WithTags("About");

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").WithTags("Sign-in");
        api.MapPost("/sign-in", SignInByPassword).AllowAnonymous().WithName("SignIn");
        api.MapPost("/sign-in/link", SignInByLink).AllowAnonymous().WithName("SignInByLink");
        api.MapPost("/sign-out", SignOut).RequireAuthorization().WithName("SignOut");
        api.MapGet("/me", GetMe).RequireAuthorization().WithName("GetMe");
        api.MapPost("/me/password", SetPassword).RequireAuthorization().WithName("SetPassword");
    }

    private static async Task<Ok<About>> GetAbout(WorkspaceDbContext db, ChatModels models, ISalesAgent agent, CancellationToken ct)
    {
        var version = typeof(SignInApi).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
        // Whoever has not signed in is not told whose model it is.
        var name = ChatModels.Answering(await models.ListAsync(ct)) == OfflineChatClient.ModelId ? OfflineChatClient.ModelId : "model";
        return TypedResults.Ok(new About(version, agent.Runtime.ToString(), name, await Accounts.NeedsAdminAsync(db, ct)));
    }

    private static async Task<Results<Ok<Me>, ValidationProblem, ProblemHttpResult>> SignInByPassword(
        PasswordSignIn request, Accounts accounts, SignInManager<Login> signIn, CancellationToken ct)
    {
        if ((Fields.Check(request.Email, "email", MaxEmailLength) ?? Fields.Check(request.Password, "password", MaxPasswordLength)) is { } problem)
            return problem;
        var login = await signIn.UserManager.FindByEmailAsync(request.Email);
        var result = login is null ? SignInResult.Failed : await signIn.PasswordSignInAsync(login, request.Password, isPersistent: true, lockoutOnFailure: true);
        if (result.IsLockedOut)
            return TypedResults.Problem("Too many wrong passwords. Try again in five minutes.", statusCode: StatusCodes.Status401Unauthorized);
        if (!result.Succeeded)
            return TypedResults.Problem("The email or the password is wrong.", statusCode: StatusCodes.Status401Unauthorized);
        return TypedResults.Ok(await accounts.DescribeAsync(login!.UserId, ct));
    }

    private static async Task<Results<Ok<Me>, ValidationProblem, ProblemHttpResult>> SignInByLink(
        LinkSignIn request, SignInLinks links, Accounts accounts, SignInManager<Login> signIn, WorkspaceDbContext db, CancellationToken ct)
    {
        if (Fields.Check(request.Token, "token", MaxTokenLength) is { } problem)
            return problem;
        if (await links.PeekAsync(request.Token, ct) is not { } user)
            return TypedResults.Problem("This link has been used or is too old. Ask an admin for a new one, or restart the server for the first one.", statusCode: StatusCodes.Status410Gone);

        var nameless = user.Email is null && user.Role == UserRole.Admin;
        if (nameless && await accounts.CheckAsync(request) is { Count: > 0 } problems)
            return TypedResults.ValidationProblem(problems);
        // A link is used up only together with what it is for; two links of one person, opened at once, come one after the other.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (!await links.UseAsync(request.Token, ct))
            return TypedResults.Problem("This link has just been used.", statusCode: StatusCodes.Status410Gone);

        var login = await accounts.LoginOfAsync(user, nameless ? request : null, ct);
        await transaction.CommitAsync(ct);
        await signIn.SignInAsync(login, isPersistent: true);
        return TypedResults.Ok(await accounts.DescribeAsync(user.Id, ct));
    }

    private static async Task<NoContent> SignOut(SignInManager<Login> signIn)
    {
        await signIn.SignOutAsync();
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Me>> GetMe(Caller caller, Accounts accounts, CancellationToken ct) =>
        TypedResults.Ok(await accounts.DescribeAsync(caller.Viewer.UserId, ct));

    private static async Task<Results<NoContent, ValidationProblem>> SetPassword(NewPassword request, Caller caller, SignInManager<Login> signIn, WorkspaceDbContext db, CancellationToken ct)
    {
        if (Fields.Check(request.Password, "password", MaxPasswordLength) is { } problem)
            return problem;
        var login = await db.Users.SingleAsync(l => l.UserId == caller.Viewer.UserId, ct);
        var users = signIn.UserManager;
        var result = login.PasswordHash is null
            ? await users.AddPasswordAsync(login, request.Password)
            : await users.ChangePasswordAsync(login, request.CurrentPassword ?? "", request.Password);
        if (!result.Succeeded)
        {
            return TypedResults.ValidationProblem(result.Errors
                .GroupBy(e => e.Code == nameof(IdentityErrorDescriber.PasswordMismatch) ? "currentPassword" : "password", e => e.Description)
                .ToDictionary(field => field.Key, field => field.ToArray()));
        }

        await signIn.RefreshSignInAsync(login);
        return TypedResults.NoContent();
    }
}
