require "json"
require "net/http"

uri = URI("https://api.hexclave.com/api/v1/auth/oauth/authorize/github?client_id=6fbbf22e-f4b2-4c6e-95a1-beab6fa41063&client_secret=__stack_public_client__&redirect_uri=https%3A%2F%2Fexample.com%2Fcallback&scope=legacy&state=state-placeholder&grant_type=authorization_code&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256&response_type=code")
request = Net::HTTP::Get.new(uri)

response = Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == "https") do |http|
  http.request(request)
end
raise "#{response.code} #{response.body}" unless response.is_a?(Net::HTTPSuccess)

puts JSON.parse(response.body)
