using System.Text.Json;

namespace Agent.Infrastructure.Tests.Search.Qdrant;

/// <summary>The checker must find what is wrong, else the other tests prove nothing.</summary>
public sealed class OpenApiSchemaTests
{
    [Theory]
    [InlineData("PUT", "/collections/a", """{"vectors": {"dense": {"size": 3, "distance": "Cosine"}}, "sparse_vectors": {"words": {"modifier": "idf"}}}""")]
    [InlineData("POST", "/collections/a/points/query", """{"prefetch": [{"query": [1, 0.5], "using": "dense", "limit": 3}], "query": {"rrf": {"k": 61}}, "limit": 3}""")]
    [InlineData("POST", "/collections/a/points/query", """{"query": {"indices": [4294967295], "values": [1]}, "using": "words", "filter": {"must": [{"key": "a", "match": {"any": ["b"]}}]}}""")]
    [InlineData("POST", "/collections/aliases", """{"actions": [{"delete_alias": {"alias_name": "a"}}, {"create_alias": {"alias_name": "a", "collection_name": "b"}}]}""")]
    public void RequestProblem_AsDescribed_IsNull(string method, string path, string body)
    {
        Schema().RequestProblem(method, path, [], Json(body)).ShouldBeNull();
    }

    [Theory]
    [InlineData("PUT", "/collections/a", """{"vectors": {"dense": {"size": 0, "distance": "Cosine"}}}""", "size")]
    [InlineData("PUT", "/collections/a", """{"vectors": {"dense": {"size": 3, "distance": "cosine"}}}""", "distance")]
    [InlineData("PUT", "/collections/a", """{"sparse_vectors": {"words": {"modifier": "bm25"}}}""", "modifier")]
    [InlineData("PUT", "/collections/a", """{"sparseVectors": {}}""", "sparseVectors")]
    [InlineData("PUT", "/collections/a/points", """{"points": [{"id": "not-a-uuid", "vector": {}}]}""", "id")]
    [InlineData("PUT", "/collections/a/points", """{"points": [{"id": 1}]}""", "vector")]
    [InlineData("PUT", "/collections/a/points", """{"points": [{"id": 1, "vector": {"words": {"indices": [4294967296], "values": [1]}}}]}""", "words")]
    [InlineData("POST", "/collections/a/points/query", """{"query": {"fusion": "rff"}}""", "query")]
    [InlineData("POST", "/collections/a/points/query", """{"filter": {"musst": []}}""", "filter")]
    [InlineData("POST", "/collections/a/points/query", """{"filter": {"must": [{"key": "a", "range": {"gte": "yesterday"}}]}}""", "filter")]
    [InlineData("POST", "/collections/a/points/query", """{"limit": 0}""", "limit")]
    [InlineData("POST", "/collections/a/points/find", "{}", "not described")]
    public void RequestProblem_Otherwise_NamesThePlace(string method, string path, string body, string place)
    {
        Schema().RequestProblem(method, path, [], Json(body)).ShouldNotBeNull().ShouldContain(place);
    }

    [Fact]
    public void RequestProblem_UnknownParameterOrMissingBody_IsNamed()
    {
        Schema().RequestProblem("PUT", "/collections/a/points", ["wait"], null).ShouldNotBeNull().ShouldContain("needs a body");
        Schema().RequestProblem("PUT", "/collections/a/points", ["await"], Json("{}")).ShouldNotBeNull().ShouldContain("await");
    }

    [Theory]
    [InlineData(200, """{"result": {"count": 3}, "status": "ok", "time": 0.1}""", true)]
    [InlineData(200, """{"result": {"count": -1}, "status": "ok", "time": 0.1}""", false)]
    [InlineData(200, """{"result": {}, "status": "ok", "time": 0.1}""", false)]
    [InlineData(404, """{"result": null, "status": {"error": "Not found"}, "time": 0.1}""", true)]
    [InlineData(404, """{"status": {"error": 4}}""", false)]
    public void ResponseProblem_FollowsTheStatus(int status, string body, bool fits)
    {
        (Schema().ResponseProblem("POST", "/collections/a/points/count", status, Json(body)) is null).ShouldBe(fits);
    }

    private static OpenApiSchema Schema()
    {
        Assert.SkipWhen(OpenApiSchema.Qdrant is null, "shared/data/qdrant/openapi.json is not beside the repository: exchanges with Qdrant are not checked against its schema.");
        return OpenApiSchema.Qdrant!;
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
